package dev.mlbox.core.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the model is made from the repository.
 *
 * @param run the command, as words without a shell; null when a notebook is run
 * @param notebook a Jupyter notebook; null when a command is run
 * @param inputs files, folders or globs, relative to mlbox.yaml, whose bytes decide whether to
 *     train again
 * @param output the model file or folder that it leaves behind
 * @param limit after this the process group is ended
 * @param pod in a cluster where it runs; null for this machine
 * @param place where it was set
 */
public record TrainConfig(
    @Nullable String run,
    @Nullable String notebook,
    List<String> inputs,
    String output,
    Duration limit,
    @Nullable TrainingPod pod,
    String place) {

  /** On this machine. */
  public TrainConfig(
      @Nullable String run,
      @Nullable String notebook,
      List<String> inputs,
      String output,
      Duration limit,
      String place) {
    this(run, notebook, inputs, output, limit, null, place);
  }

  public TrainConfig {
    inputs = List.copyOf(inputs);
    if ((run == null) == (notebook == null)) {
      throw new IllegalArgumentException("either run or notebook");
    }
  }
}
