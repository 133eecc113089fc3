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
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Executes {@code train.notebook} with Jupyter's own client (nbconvert's execute, which runs
 * nbclient) and keeps the executed copy.
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
              public Finished run(Path kept) {
                return NotebookTrainer.this.run(notebook, kept, config);
              }

              @Override
              public Path notebook(Path kept) {
                return kept.resolve(EXECUTED);
              }
            });
  }

  private Finished run(String notebook, Path kept, TrainConfig config) {
    Interpreter interpreter = where.interpreter();
    Stated line = new Stated("jupyter nbconvert --execute " + notebook, config.place());
    List<String> words =
        List.of(
            interpreter.require(config.place()).program().toString(),
            "-m",
            "nbconvert",
            "--to",
            "notebook",
            "--execute",
            "--output-dir",
            kept.toString(),
            "--output",
            EXECUTED,
            notebook);
    Finished finished =
        ChildProcess.run(
            new Command(line, words, where.folder(), interpreter.environment(), config.limit()),
            listener);
    if (finished.exitCode() != 0 && finished.tail().contains("No module named")) {
      throw MlboxException.invalid(
          Problem.of("the notebook cannot be executed: " + finished.tail())
              .at(config.place())
              .remedy("`pip install nbconvert ipykernel`"));
    }
    return finished;
  }
}
