package dev.mlbox.core.judge;

import dev.mlbox.core.gate.Verdict;
import java.util.List;

/**
 * Judges a whole rollout, canary and watch, so that an equal version is reverted in either with at
 * most one probability α. Where the old version keeps a share in the watch, the watch is one more
 * step and the evidence goes on. Where it keeps none, there is nobody to compare with: the canary
 * has one half of α, and a watch against what the old version had at most has the other.
 *
 * @param criteria what counts as worse
 * @param falseRevert α
 * @param steps how many weights the canary goes through; in a log, the watch is the step after
 *     these
 * @param sticky whether users were drawn, not requests, or somebody split who draws nothing: then
 *     shares are those that were observed
 * @param watch what comes after the promotion
 */
public record RolloutJudge(
    List<Criterion> criteria, double falseRevert, int steps, boolean sticky, Watch watch) {

  public RolloutJudge {
    criteria = List.copyOf(criteria);
  }

  /** What comes after the promotion. */
  public enum Watch {
    NONE,
    /** The old version keeps a share of the requests. */
    BESIDE,
    /** The new version has all requests. */
    ALONE
  }

  /** The same, where shares may have to be observed. */
  public RolloutJudge observing(boolean observed) {
    return new RolloutJudge(criteria, falseRevert, steps, sticky || observed, watch);
  }

  /** What a log says of the canary and, with a second arm, of the watch. */
  public Assessment assess(List<LiveBatch> log) {
    return canary().assess(log.stream().filter(batch -> batch.isOfTwoArms()).toList(), sticky);
  }

  /** What a log says of a watch, be it with two arms or one. */
  public Assessment watched(List<LiveBatch> log) {
    return watch == Watch.BESIDE ? assess(log) : alone(log, falseRevert / 2);
  }

  /**
   * Why the version in the watch looks worse than the old one was before the promotion; empty when
   * it does not. It decides nothing: what happens to both arms is no fault of one.
   */
  public String doubt(List<LiveBatch> log) {
    if (watch != Watch.BESIDE) {
      return "";
    }
    Assessment alone = alone(log, falseRevert);
    return alone.verdict() == Verdict.FAIL ? alone.reason() : "";
  }

  /** The judge of two arms. */
  public Judge canary() {
    return switch (watch) {
      case NONE -> new Judge(criteria, falseRevert, steps);
      case BESIDE -> new Judge(criteria, falseRevert, steps + 1);
      case ALONE -> new Judge(criteria, falseRevert / 2, steps);
    };
  }

  private Assessment alone(List<LiveBatch> log, double level) {
    // A rollout may have had more steps than are configured now.
    int first = log.stream().mapToInt(LiveBatch::step).reduce(steps, Math::max);
    ArmOutcome before =
        LiveBatch.requests(log).stream()
            .filter(batch -> batch.step() < first)
            .map(LiveBatch::stable)
            .reduce(ArmOutcome.NONE, ArmOutcome::plus);
    List<LiveBatch> since = log.stream().filter(batch -> batch.step() >= first).toList();
    return new WatchJudge(criteria, level, before).assess(since);
  }
}
