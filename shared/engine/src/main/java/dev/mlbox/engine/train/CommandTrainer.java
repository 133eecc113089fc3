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
import dev.mlbox.engine.process.CommandLine;
import dev.mlbox.engine.process.Finished;
import dev.mlbox.engine.process.Interpreter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Trains by running {@code train.run} in the project's folder. */
public final class CommandTrainer implements Trainer {
  private static final int SIGNALS = 128;
  private static final int LAST_SIGNAL = SIGNALS + 64;

  private final TrainingFolder where;
  private final StepListener listener;
  private final Elsewhere elsewhere;

  /** Another place than this machine. */
  public interface Elsewhere {

    /** Runs a command to its end there, and brings its output here. */
    Finished run(List<String> words, TrainConfig config, StepListener listener);
  }

  /** On this machine only. */
  public CommandTrainer(TrainingFolder where, StepListener listener) {
    this(
        where,
        listener,
        (words, config, told) -> {
          throw new IllegalStateException("there is no cluster to train in");
        });
  }

  /** Also in a cluster. */
  public CommandTrainer(TrainingFolder where, StepListener listener, Elsewhere elsewhere) {
    this.elsewhere = elsewhere;
    this.where = where;
    this.listener = listener;
  }

  @Override
  public TrainedModel train(TrainConfig config) {
    Stated line = new Stated(Objects.requireNonNull(config.run(), "train.run"), config.place());
    List<String> words = CommandLine.words(line);
    return new Training(where, listener)
        .train(
            config,
            new Training.Work() {
              @Override
              public String name() {
                return line.text();
              }

              @Override
              public List<String> named() {
                return words;
              }

              @Override
              public Finished run(Path kept) {
                return CommandTrainer.this.run(line, words, config);
              }

              @Override
              public @Nullable Path notebook(Path kept) {
                return null;
              }
            });
  }

  private Finished run(Stated line, List<String> words, TrainConfig config) {
    Finished finished =
        config.pod() == null ? here(line, config) : elsewhere.run(words, config, listener);
    if (finished.exitCode() > SIGNALS && finished.exitCode() <= LAST_SIGNAL) {
      throw MlboxException.broken(
          Problem.of(
                  "`%s` was ended by signal %d"
                      .formatted(line.text(), finished.exitCode() - SIGNALS))
              .at(line.place())
              .remedy("see whether memory ran out; " + finished.tail()),
          null);
    }
    if (finished.exitCode() != 0) {
      throw MlboxException.invalid(
          Problem.of("`%s` ended with exit code %d".formatted(line.text(), finished.exitCode()))
              .at(line.place())
              .expected("0")
              .remedy(finished.tail()));
    }
    return finished;
  }

  private Finished here(Stated line, TrainConfig config) {
    Interpreter interpreter = where.interpreter();
    Command command =
        new Command(
            line,
            interpreter.resolve(line, listener),
            where.folder(),
            interpreter.environment(),
            config.limit());
    return ChildProcess.run(command, listener);
  }
}
