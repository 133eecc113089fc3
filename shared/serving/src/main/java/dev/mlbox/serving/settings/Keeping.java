package dev.mlbox.serving.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of requests and answers.
 *
 * @param folder that boxes may share
 * @param rate requests a second at most; more are thinned at random
 * @param bytes of all files in the folder at most; the oldest go first
 * @param age of the oldest file
 * @param redacted columns that are never written
 * @param bucket that the files are copied to each second; null for none
 * @param key that whoever reads them over the network must know; null for nobody
 */
public record Keeping(
    Path folder,
    int rate,
    long bytes,
    Duration age,
    Set<String> redacted,
    @Nullable Bucket bucket,
    @Nullable String key) {

  public Keeping {
    redacted = Set.copyOf(redacted);
  }
}
