package dev.mlbox.core.config;

import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.RolloutJudge;
import dev.mlbox.core.rollout.Rules;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a rollout goes.
 *
 * @param rules steps and time limits
 * @param revertIf what counts as worse
 * @param slowFrom no request counts as slow below this
 * @param falseRevert the probability that a rollout of an equal model is reverted, 0 to 1
 * @param lease a weight's life without renewal
 * @param interval between looks
 * @param coverAfter after this the stable model answers for the canary; null: 4 × the stable's p99
 * @param probe how many evaluated rows the canary is asked before any live request
 */
public record CanaryConfig(
    Rules rules,
    List<Criterion> revertIf,
    Duration slowFrom,
    double falseRevert,
    Duration lease,
    Duration interval,
    @Nullable Duration coverAfter,
    int probe) {

  public CanaryConfig {
    revertIf = List.copyOf(revertIf);
  }

  /** Who judges such a rollout. */
  public RolloutJudge judge() {
    return judge(revertIf);
  }

  /** Who judges it by other criteria. */
  public RolloutJudge judge(List<Criterion> criteria) {
    RolloutJudge.Watch watch =
        rules.watch().isZero()
            ? RolloutJudge.Watch.NONE
            : rules.heldOut(false).isZero() ? RolloutJudge.Watch.ALONE : RolloutJudge.Watch.BESIDE;
    return new RolloutJudge(
        criteria, falseRevert, rules.weights().size(), rules.manner().sticky() != null, watch);
  }
}
