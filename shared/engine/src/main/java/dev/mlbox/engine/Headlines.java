package dev.mlbox.engine;

import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.engine.ground.Ground;

/** The one line that says how a rollout ended. */
final class Headlines {
  private Headlines() {}

  static String of(Release release, RolloutEnd end, Ground ground) {
    if (end.outcome() == Outcome.SUCCEEDED) {
      String note = end.reason().isEmpty() ? "" : " (" + end.reason() + ")";
      return release.version() + " serves on " + where(ground) + note;
    } else if (end.outcome() == Outcome.REVERTED) {
      return "%s was reverted, %s: %s".formatted(release.version(), left(end), end.reason());
    } else if (end.outcome() == Outcome.INTERRUPTED) {
      return "%s was taken back, %s: a signal ended the command, nothing was shown against the version"
          .formatted(release.version(), left(end));
    }
    return release.version() + ": " + end.reason();
  }

  private static String left(RolloutEnd end) {
    return end.serving().isEmpty()
        ? "and there is no other version to serve"
        : end.serving() + " serves everything";
  }

  /** Of one that is not waited for. */
  static String handedOver(Release release) {
    return "a pilot in the cluster drives the rollout of %1$s; `mlbox follow %1$s` tells its end"
        .formatted(release.version());
  }

  static String serving(RolloutRecord after, RolloutEnd end, Ground ground) {
    Release stable = after.stable();
    String reason = end.reason().isEmpty() ? "" : " (" + end.reason() + ")";
    return (stable == null ? "nothing serves" : stable.version() + " serves on " + where(ground))
        + reason;
  }

  private static String where(Ground ground) {
    return ground.address().map(Object::toString).orElse(ground.place());
  }
}
