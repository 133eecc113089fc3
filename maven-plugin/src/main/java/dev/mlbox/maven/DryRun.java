package dev.mlbox.maven;

import dev.mlbox.core.plan.Goal;
import dev.mlbox.engine.Mlbox;
import dev.mlbox.engine.narration.Narrator;
import org.apache.maven.plugin.logging.Log;

/** Prints a plan. */
final class DryRun {
  private DryRun() {}

  static void print(Mlbox mlbox, Goal goal, Log log) {
    mlbox.plan(goal).steps().forEach(step -> log.info(Narrator.line(step.name(), step.what())));
    mlbox.objects(goal).forEach(log::info);
  }
}
