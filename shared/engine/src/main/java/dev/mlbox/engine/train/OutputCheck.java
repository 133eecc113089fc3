package dev.mlbox.engine.train;

import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.port.ModelFacts;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.load.ModelFiles;
import dev.mlbox.engine.process.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a run of training wrote the model where it is configured to be. */
final class OutputCheck {
  /** Linux stamps files with the time of its last tick, which is up to this long ago. */
  private static final long CLOCK_TICK_MILLIS = 10;

  private final Path folder;
  private final TrainConfig config;
  private final Path output;
  private final FileTime start;
  private final @Nullable State before;

  /** An output as it was at one moment. */
  private record State(ModelFacts facts, FileTime written) {}

  private OutputCheck(Path folder, TrainConfig config, FileTime start) throws IOException {
    this.folder = folder;
    this.config = config;
    this.output = folder.resolve(config.output()).normalize();
    this.start = start;
    this.before = state();
  }

  static OutputCheck before(Path folder, TrainConfig config) throws IOException {
    long now = System.currentTimeMillis();
    return new OutputCheck(folder, config, FileTime.fromMillis(now - CLOCK_TICK_MILLIS));
  }

  private @Nullable State state() throws IOException {
    return Files.exists(output) ? new State(ModelFiles.facts(output), newest()) : null;
  }

  private FileTime newest() throws IOException {
    Collection<Path> files =
        Files.isDirectory(output) ? ModelFiles.below(output).values() : List.of(output);
    FileTime newest = Files.getLastModifiedTime(output);
    for (Path file : files) {
      FileTime written = Files.getLastModifiedTime(file);
      newest = written.compareTo(newest) > 0 ? written : newest;
    }
    return newest;
  }

  /**
   * The output of a run that ended well.
   *
   * @param command for messages
   * @throws MlboxException INVALID when it is missing, empty, or as it was before
   */
  ModelFacts after(String command, Finished finished) throws IOException {
    State after = state();
    if (after == null) {
      throw failure("`%s` left no `%s`".formatted(command, config.output()), finished);
    }
    if (after.facts().bytes() == 0) {
      throw failure("`%s` left an empty `%s`".formatted(command, config.output()), finished);
    }
    if (after.equals(before)) {
      throw failure(
          "`%s` did not write `%s`, which is as old as before".formatted(command, config.output()),
          finished);
    }
    return after.facts();
  }

  private MlboxException failure(String what, Finished finished) throws IOException {
    String remedy =
        elsewhere()
            .map("it wrote `%s`; name that in `train.output`"::formatted)
            .orElse("write it there, or name what is written in `train.output`");
    return MlboxException.invalid(
        Problem.of(what)
            .at(config.place())
            .expected("the trained model at " + output)
            .remedy(remedy + "; " + finished.tail()));
  }

  /** A file of the output's type that was written during the run. */
  private Optional<String> elsewhere() throws IOException {
    String name = String.valueOf(output.getFileName());
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    for (var file : ModelFiles.below(folder).entrySet()) {
      if (file.getKey().endsWith(name.substring(dot))
          && !file.getValue().equals(output)
          && Files.getLastModifiedTime(file.getValue()).compareTo(start) >= 0) {
        return Optional.of(file.getKey());
      }
    }
    return Optional.empty();
  }
}
