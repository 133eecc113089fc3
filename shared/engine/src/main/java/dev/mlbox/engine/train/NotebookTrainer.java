package dev.mlbox.engine.train;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.port.TrainedModel;
import dev.mlbox.core.port.Trainer;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.process.ChildProcess;
import dev.mlbox.engine.process.Command;
import dev.mlbox.engine.process.Finished;
import dev.mlbox.engine.process.Interpreter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Executes {@code train.notebook} with Jupyter's own client, nbclient, in the project's Python, and
 * keeps the executed copy, of a notebook that failed too.
 */
public final class NotebookTrainer implements Trainer {
  private static final String EXECUTED = "train.executed.ipynb";

  private final TrainingFolder where;
  private final StepListener listener;

  public NotebookTrainer(TrainingFolder where, StepListener listener) {
    this.where = where;
    this.listener = listener;
  }

  @Override
  public TrainedModel train(TrainConfig config) {
    String notebook = Objects.requireNonNull(config.notebook(), "train.notebook");
    if (!Files.isRegularFile(where.folder().resolve(notebook))) {
      throw MlboxException.invalid(
          Problem.of("there is no notebook " + notebook)
              .at(config.place())
              .expected("it at " + where.folder().resolve(notebook)));
    }
    List<String> words = List.of("jupyter", "execute", notebook);
    return new Training(where, listener)
        .train(
            config,
            new Training.Work() {
              @Override
              public String name() {
                return notebook;
              }

              @Override
              public List<String> named() {
                return words;
              }

              @Override
              public Finished run(Path kept) throws IOException {
                return NotebookTrainer.this.run(notebook, kept, config);
              }

              @Override
              public Path notebook(Path kept) {
                return kept.resolve(EXECUTED);
              }
            });
  }

  private Finished run(String notebook, Path kept, TrainConfig config) throws IOException {
    Interpreter interpreter = where.interpreter();
    Stated line = new Stated("jupyter execute " + notebook, config.place());
    Path copy = Files.createDirectories(kept).resolve(EXECUTED);
    Path failure = kept.resolve("failure.json");
    Files.deleteIfExists(failure);
    List<String> words =
        List.of(
            interpreter.require(config.place()).program().toString(),
            "-c",
            script(),
            notebook,
            copy.toString(),
            failure.toString());
    Finished finished =
        ChildProcess.run(
            new Command(line, words, where.folder(), interpreter.environment(), config.limit()),
            listener);
    if (finished.exitCode() != 0) {
      throw NotebookFailure.read(failure).problem(notebook, copy, config, finished);
    }
    return finished;
  }

  private static String script() throws IOException {
    try (InputStream source =
        Objects.requireNonNull(NotebookTrainer.class.getResourceAsStream("execute.py"))) {
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
