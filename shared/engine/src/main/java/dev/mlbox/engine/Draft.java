package dev.mlbox.engine;

import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a command before its outcome. */
record Draft(
    String command,
    Map<String, String> origin,
    RunReport.@Nullable Checked checked,
    Instant began) {

  RunReport report(Outcome outcome, String headline, Instant now) {
    return report(outcome, headline, null, null, now);
  }

  RunReport report(
      Outcome outcome,
      String headline,
      @Nullable Release release,
      @Nullable RolloutEnd rollout,
      Instant now) {
    return new RunReport(
        command,
        outcome,
        headline,
        List.of(),
        origin,
        checked,
        release,
        rollout,
        began,
        Duration.between(began, now),
        List.of());
  }
}
