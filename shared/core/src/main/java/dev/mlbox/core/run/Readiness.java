package dev.mlbox.core.run;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Health;
import dev.mlbox.core.rollout.Release;
import java.time.Instant;

/** Waits for boxes outside of a rollout's loop. */
final class Readiness {
  private final Target target;
  private final CanaryConfig config;
  private final Pace pace;

  Readiness(Target target, CanaryConfig config, Pace pace) {
    this.target = target;
    this.config = config;
    this.pace = pace;
  }

  /**
   * Returns when all boxes of a version answer.
   *
   * @throws MlboxException BROKEN when they surely will not, or not in time
   */
  void await(Release release) {
    Instant began = pace.time().now();
    while (true) {
      Health health = target.workloads().health(release.version());
      if (health.isReady()) {
        return;
      }
      boolean over = pace.time().now().isAfter(began.plus(config.rules().ready()));
      if (over || !health.trouble().isEmpty() || pace.interrupted().getAsBoolean()) {
        throw MlboxException.broken(
            Problem.of(
                    "version %s did not become ready: %s"
                        .formatted(
                            release.version(),
                            health.trouble().isEmpty()
                                ? health.ready() + " of " + health.wanted() + " boxes are"
                                : health.trouble()))
                .remedy("nothing was changed; the present version serves on"),
            null);
      }
      pace.time().sleep(config.interval());
    }
  }
}
