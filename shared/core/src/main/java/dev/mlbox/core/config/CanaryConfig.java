package dev.mlbox.core.config;

import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a rollout goes.
 *
 * @param weights of the steps, rising, above 0 and below 100 %
 * @param stepAfter a step lasts at least this long
 * @param stepRequests and until the canary was given this many requests
 * @param stepPatience how long a step may wait for them; the whole canary may take the sum
 * @param revertIf what counts as worse
 * @param falseRevert the probability that a rollout of an equal model is reverted, 0 to 1
 * @param unproven what happens when patience ends without an answer
 * @param lease a weight's life without renewal
 * @param interval between looks
 * @param coverAfter after this the stable model answers for the canary; null: 4 × the stable's p99
 * @param watch how long a promoted version is watched with the old one kept warm
 * @param probe how many evaluated rows the canary is asked before any live request
 * @param ready how long the canary's boxes may take to become ready
 */
public record CanaryConfig(
    List<Weight> weights,
    Duration stepAfter,
    int stepRequests,
    Duration stepPatience,
    List<Criterion> revertIf,
    double falseRevert,
    Unproven unproven,
    Duration lease,
    Duration interval,
    @Nullable Duration coverAfter,
    Duration watch,
    int probe,
    Duration ready) {

  public CanaryConfig {
    weights = List.copyOf(weights);
    revertIf = List.copyOf(revertIf);
  }

  /** The longest that all steps together may take. */
  public Duration patience() {
    return stepPatience.multipliedBy(weights.size());
  }

  /** What to do with a canary that nothing speaks against and nothing proves. */
  public enum Unproven {
    PROMOTE,
    HOLD,
    REVERT
  }
}
