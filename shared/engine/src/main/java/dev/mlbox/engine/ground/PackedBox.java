package dev.mlbox.engine.ground;

import dev.mlbox.core.model.BoxManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A box before it is put anywhere.
 *
 * @param version what it will be called: a digest over all that decides how it answers, so that the
 *     same model with the same settings is the same version whatever commit it was built from
 * @param folder box.json and the model
 * @param manifest the content of box.json
 * @param classPath the box's own jars
 * @param facts for people: commit, author, metrics
 */
public record PackedBox(
    String version,
    Path folder,
    BoxManifest manifest,
    List<Path> classPath,
    Map<String, String> facts) {}
