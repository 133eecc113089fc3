package dev.mlbox.core.port;

import dev.mlbox.core.model.Digest;
import java.nio.file.Path;

/**
 * A model as it lies on disk.
 *
 * @param path the file, or the folder
 * @param digest of the file's bytes, or of a folder's relative paths and bytes
 * @param bytes of all files together
 */
public record ModelFacts(Path path, Digest digest, long bytes) {}
