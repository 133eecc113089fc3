package dev.mlbox.engine.train;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.process.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Why a notebook was not executed to its end, as {@code execute.py} says it; all null when it could
 * say nothing.
 *
 * @param missing the Python module without which no notebook is executed
 * @param unreadable why the file is no notebook
 * @param kernel the kernel that is not installed
 * @param error the kind of a cell's error; empty when the kernel died
 * @param message the error's own
 * @param cell which code cell, from 1; 0 when unknown
 * @param line of the cell, from 1; 0 when unknown
 * @param source that line
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record NotebookFailure(
    @Nullable String missing,
    @Nullable String unreadable,
    @Nullable String kernel,
    @Nullable String error,
    @Nullable String message,
    int cell,
    int line,
    @Nullable String source) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INSTALL = "`pip install nbclient ipykernel`";

  static NotebookFailure read(Path file) {
    try {
      NotebookFailure read = JSON.readValue(file.toFile(), NotebookFailure.class);
      Files.delete(file);
      return read;
    } catch (IOException e) {
      return new NotebookFailure(null, null, null, null, null, 0, 0, null);
    }
  }

  /** The same for the user. */
  MlboxException problem(String notebook, Path copy, TrainConfig config, Finished finished) {
    if (missing != null) {
      return MlboxException.invalid(
          Problem.of(notebook + " cannot be executed: Python has no module " + missing)
              .at(config.place())
              .remedy(INSTALL));
    }
    if (unreadable != null) {
      return MlboxException.invalid(
          Problem.of("%s cannot be read: %s".formatted(notebook, unreadable))
              .at(config.place())
              .expected("a Jupyter notebook"));
    }
    if (kernel != null) {
      return MlboxException.invalid(
          Problem.of("%s needs the kernel %s, which is not there".formatted(notebook, kernel))
              .at(config.place())
              .remedy(INSTALL));
    }
    if (message != null) {
      String what = error == null || error.isEmpty() ? message : error + ": " + message;
      return MlboxException.invalid(
          Problem.of("cell %d of %s failed: %s".formatted(cell, notebook, what))
              .at(place(notebook))
              .remedy("see the cell's output in " + copy));
    }
    return MlboxException.broken(
        Problem.of("executing %s ended with exit code %d".formatted(notebook, finished.exitCode()))
            .at(config.place())
            .remedy(finished.tail()),
        null);
  }

  private String place(String notebook) {
    String at = "%s, cell %d".formatted(notebook, cell);
    return line == 0 ? at : "%s, line %d: %s".formatted(at, line, source);
  }
}
