package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.evaluation.MetricCommand;
import dev.mlbox.engine.process.ChildProcess;
import dev.mlbox.engine.process.Command;
import dev.mlbox.engine.process.Finished;
import dev.mlbox.engine.process.Interpreter;
import dev.mlbox.engine.project.Project;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Runs a metric's command in the project's folder, with the file of rows as its last argument. */
final class ProjectCommand implements MetricCommand {
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final Project project;

  ProjectCommand(Project project) {
    this.project = project;
  }

  @Override
  public List<String> lines(Stated command, Path rows) {
    Interpreter interpreter =
        new Interpreter(
            project.folder(),
            project.config().model().python(),
            project.invocation().environment());
    List<String> printed = Collections.synchronizedList(new ArrayList<>());
    StepListener listener = listening(printed);
    List<String> words = new ArrayList<>(interpreter.resolve(command, StepListener.silent()));
    words.add(rows.toString());
    Finished finished =
        ChildProcess.run(
            new Command(command, words, project.folder(), interpreter.environment(), LIMIT),
            listener);
    if (finished.exitCode() != 0) {
      throw MlboxException.invalid(
          Problem.of("`%s` ended with exit code %d".formatted(command.text(), finished.exitCode()))
              .at(command.place())
              .expected("0, and one number or one a row printed")
              .remedy(finished.tail()));
    }
    return List.copyOf(printed);
  }

  private StepListener listening(List<String> printed) {
    StepListener told = project.telling("evaluate");
    return new StepListener() {
      @Override
      public void output(String line) {
        printed.add(line);
      }

      @Override
      public void note(String sentence) {
        told.note(sentence);
      }

      @Override
      public void warning(String sentence) {
        told.warning(sentence);
      }
    };
  }
}
