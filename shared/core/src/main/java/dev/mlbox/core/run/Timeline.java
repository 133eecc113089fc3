package dev.mlbox.core.run;

import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.RolloutJudge;
import dev.mlbox.core.rollout.Weight;
import java.time.Instant;
import java.util.List;

/**
 * What a rollout looked like while it went on: together with its log of counts, all that its
 * verdict can be worked out from again.
 *
 * @param weights of the steps
 * @param falseRevert α of the whole rollout
 * @param observed whether shares were counted, not drawn request by request
 * @param watch what came after the promotion, which has a part of α where it has one arm
 * @param moments by rising time, at most a few hundred: of a long rollout, some are left out
 */
public record Timeline(
    List<Weight> weights,
    double falseRevert,
    boolean observed,
    RolloutJudge.Watch watch,
    List<Moment> moments) {

  public Timeline {
    weights = List.copyOf(weights);
    moments = List.copyOf(moments);
  }

  /** Who judged it by such criteria. */
  public RolloutJudge judge(List<Criterion> criteria) {
    return new RolloutJudge(criteria, falseRevert, weights.size(), observed, watch);
  }

  /**
   * One look.
   *
   * @param at when
   * @param state the rollout's, in one word
   * @param weight of the canary
   * @param stable requests that the stable version had so far
   * @param canary requests that the canary had so far
   * @param worse logarithm of each criterion's evidence that the canary is worse
   * @param notWorse of its evidence that it is not
   */
  public record Moment(
      Instant at,
      String state,
      Weight weight,
      long stable,
      long canary,
      List<Double> worse,
      List<Double> notWorse) {

    public Moment {
      worse = List.copyOf(worse);
      notWorse = List.copyOf(notWorse);
    }
  }
}
