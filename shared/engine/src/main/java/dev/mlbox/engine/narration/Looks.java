package dev.mlbox.engine.narration;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Evidence;
import dev.mlbox.core.rollout.RolloutState;

/** One look at a rollout, in words: what happens, and what every criterion says. */
final class Looks {
  private Looks() {}

  static String words(Event.Looked looked) {
    if (looked.state() instanceof RolloutState.Preparing) {
      return "waiting for boxes to become ready";
    } else if (looked.state() instanceof RolloutState.Probing) {
      return "asking rows whose answers are known";
    } else if (looked.state() instanceof RolloutState.Promoting) {
      return "moving all traffic to the new version";
    } else if (looked.state() instanceof RolloutState.Reverting reverting) {
      return "taking all traffic back: " + reverting.reason();
    }
    StringBuilder text = new StringBuilder(traffic(looked));
    if (!looked.waits().isEmpty()) {
      text.append("; ").append(looked.waits());
    }
    looked.assessment().evidence().forEach(each -> text.append("; ").append(said(each)));
    return text.toString();
  }

  private static String traffic(Event.Looked looked) {
    double rate = looked.requestsPerSecond();
    if (looked.state() instanceof RolloutState.Shifting) {
      return "%s of the traffic, %.0f requests/s".formatted(looked.weight(), rate);
    } else if (looked.state() instanceof RolloutState.Awaiting) {
      return "`mlbox promote` is waited for, at %s of the traffic, %.0f requests/s"
          .formatted(looked.weight(), rate);
    } else if (looked.state() instanceof RolloutState.Shadowing) {
      return "copies only, %.0f answers/s".formatted(rate);
    }
    return "all traffic, %.0f requests/s".formatted(rate);
  }

  private static String said(Evidence evidence) {
    Criterion.Kind kind = evidence.criterion().kind();
    return evidence.criterion().own() != null
        ? own(evidence)
        : "%s %s vs %s (%s)"
            .formatted(
                kind,
                share(evidence.canary(), kind),
                share(evidence.stable(), kind),
                evidence.word());
  }

  private static String own(Evidence evidence) {
    Criterion criterion = evidence.criterion();
    Criterion.Kind kind = criterion.kind();
    String counts =
        kind == Criterion.Kind.LEVEL
            ? "worse in %,d of %,d"
                .formatted(evidence.canary().bad(kind), evidence.canary().seen(kind))
            : "%,d vs %,d".formatted(evidence.canary().bad(kind), evidence.stable().bad(kind));
    return "%s %s (%s)".formatted(criterion.label(), counts, evidence.word());
  }

  private static String share(ArmOutcome arm, Criterion.Kind kind) {
    return arm.seen(kind) == 0
        ? "-"
        : "%.2f %% of %,d".formatted(100.0 * arm.bad(kind) / arm.seen(kind), arm.seen(kind));
  }
}
