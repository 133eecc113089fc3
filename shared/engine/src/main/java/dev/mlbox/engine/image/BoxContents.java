package dev.mlbox.engine.image;

import dev.mlbox.core.model.BoxManifest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What goes into an image on top of its base.
 *
 * @param folder with {@code box.json} and the model
 * @param classpath of the box: jars, or folders of classes
 * @param pilot what a pilot needs beside; empty when none is to run from this image
 * @param labels of the image
 */
public record BoxContents(
    Path folder, List<Path> classpath, List<Path> pilot, Map<String, String> labels) {

  public BoxContents {
    classpath = List.copyOf(classpath);
    pilot = List.copyOf(pilot);
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** With labels that say where the model comes from. */
  public static BoxContents of(
      Path folder, List<Path> classpath, List<Path> pilot, BoxManifest manifest) {
    return new BoxContents(folder, classpath, pilot, Provenance.labels(manifest));
  }
}
