package dev.mlbox.core.port;

import dev.mlbox.core.model.Digest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What training left behind.
 *
 * @param model the output
 * @param inputs what went in
 * @param skipped whether the output of an earlier run was taken because nothing had changed
 * @param duration of this run; of the check alone when it was skipped
 * @param notebook the executed copy of a notebook; null for a command
 */
public record TrainedModel(
    ModelFacts model, Inputs inputs, boolean skipped, Duration duration, @Nullable Path notebook) {

  /**
   * What training is decided by.
   *
   * @param hash over the inputs' bytes, the command and the environment files
   * @param files digests by path, with slashes, seen from mlbox.yaml
   */
  public record Inputs(Digest hash, SortedMap<String, Digest> files) {
    public Inputs {
      files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }
  }
}
