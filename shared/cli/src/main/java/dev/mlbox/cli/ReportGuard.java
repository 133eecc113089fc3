package dev.mlbox.cli;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.run.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a result also where a signal ends the command. A rollout that then takes its canary back
 * has one of its own, which comes later and replaces this; one that is over has left it already.
 */
final class ReportGuard {
  private final Thread hook;

  ReportGuard(@Nullable Path file, String command, Console console) {
    hook =
        new Thread(
            () -> {
              if (!console.hasKept()) {
                leave(file, command);
              }
            },
            "mlbox-report");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Says what became of it, where somebody asked for that. */
  static void leave(@Nullable Path file, String command) {
    Problem problem = Problem.of("a signal ended the command before it was done");
    try {
      ReportFile.write(file, ReportFile.failure(command, Outcome.INTERRUPTED, List.of(problem)));
    } catch (MlboxException e) {
      // Nobody is left to be told.
    }
  }

  /** The command has left its own. */
  void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending.
    }
  }
}
