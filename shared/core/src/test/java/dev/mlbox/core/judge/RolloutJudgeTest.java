package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Canary and watch together, a look every minute at 6,000 requests of which 1 % fail. */
class RolloutJudgeTest {
  private static final List<Criterion> ERRORS =
      List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%"));
  private static final double[] WEIGHTS = {0.01, 0.05, 0.25, 0.5};
  private static final int PROMOTED = 20;
  private static final int OVER = 50;

  private static RolloutJudge judge(RolloutJudge.Watch watch) {
    return new RolloutJudge(ERRORS, 0.01, WEIGHTS.length, false, watch);
  }

  private static long drawn(long of, double share, SplittableRandom random) {
    double mean = of * share;
    double drawn = mean + Math.sqrt(mean * (1 - share)) * random.nextGaussian();
    return Math.min(of, Math.max(0, Math.round(drawn)));
  }

  private static LiveBatch minute(int minute, double share, double errors, SplittableRandom any) {
    int step = minute < PROMOTED ? minute / 5 : WEIGHTS.length;
    long canary = drawn(6_000, share, any);
    return new LiveBatch(
        minute,
        step,
        share,
        new ArmOutcome(6_000 - canary, drawn(6_000 - canary, errors, any), 0, 0),
        new ArmOutcome(canary, drawn(canary, errors, any), 0, 0));
  }

  /** The share of rollouts of equal versions that are reverted when errors rise in the watch. */
  private static double reverted(RolloutJudge.Watch watch, double later) {
    RolloutJudge judge = judge(watch);
    int reverted = 0;
    int rollouts = 40;
    for (int seed = 0; seed < rollouts; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<LiveBatch> log = List.of();
      boolean failed = false;
      boolean doubted = false;
      for (int minute = 0; minute < OVER && !failed; minute++) {
        boolean watched = minute >= PROMOTED;
        double share =
            !watched
                ? WEIGHTS[minute / 5]
                : watch == RolloutJudge.Watch.ALONE ? 1 : doubted ? 0.5 : 0.99;
        log = LiveBatch.add(log, minute(minute, share, watched ? later : 0.01, random));
        Assessment said = watched ? judge.watched(log) : judge.assess(log);
        failed = said.verdict() == Verdict.FAIL;
        doubted |= watched && !judge.doubt(log).isEmpty();
      }
      reverted += failed ? 1 : 0;
    }
    return (double) reverted / rollouts;
  }

  @Test
  void errorsThatDoubleForEverybodyRevertAnEqualVersionOnlyWhereNobodyIsLeftToCompareWith() {
    double alone = reverted(RolloutJudge.Watch.ALONE, 0.02);
    double beside = reverted(RolloutJudge.Watch.BESIDE, 0.02);
    System.out.printf(
        "errors double in the watch: equal versions reverted alone %.1f %%, beside %.1f %%%n",
        100 * alone, 100 * beside);
    assertThat(alone).isGreaterThan(0.9);
    assertThat(beside).isLessThanOrEqualTo(0.01);
  }

  @Test
  void canaryAndWatchTogetherRevertNoMoreThanTheirShare() {
    assertThat(reverted(RolloutJudge.Watch.BESIDE, 0.01)).isLessThanOrEqualTo(0.01);
    assertThat(reverted(RolloutJudge.Watch.ALONE, 0.01)).isLessThanOrEqualTo(0.01);
  }

  @Test
  void aWatchAloneHasOneHalfOfTheProbabilityAndTheCanaryTheOther() {
    assertThat(judge(RolloutJudge.Watch.ALONE).canary().worseNeeded())
        .isEqualTo(Math.log(1 / 0.005));
    assertThat(judge(RolloutJudge.Watch.BESIDE).canary().worseNeeded())
        .isEqualTo(Math.log(1 / 0.01));
  }

  @Test
  void seenFromTheOldVersionItsPartIsTheStableArm() {
    ArmCounts mine = new ArmCounts(99, 9, new long[LatencyBuckets.COUNT]);
    ArmCounts old = new ArmCounts(1, 0, new long[LatencyBuckets.COUNT]);
    Tally seen =
        new Tally(
                "v2",
                "boot",
                List.of(new Tally.Split("v1", 0.25, mine, old), new Tally.Split("", 0, mine, old)),
                List.of(new Tally.Labels("v2", 7, 2, new Tally.Trial("v1", 0.25))),
                List.of(new Tally.Twins("v1", 20, 3), new Tally.Twins("v0", 9, 9)),
                List.of(),
                List.of(new Tally.BadUser("ana", false, "v1", 0.25, false)),
                null)
            .seenFrom("v1");
    assertThat(seen.version()).isEqualTo("v1");
    assertThat(seen.splits()).containsExactly(new Tally.Split("v2", 0.75, false, old, mine));
    assertThat(seen.labels())
        .containsExactly(new Tally.Labels("v2", 7, 2, new Tally.Trial("v2", 0.75)));
    assertThat(seen.twins()).containsExactly(new Tally.Twins("v2", 20, 3));
    assertThat(seen.users()).containsExactly(new Tally.BadUser("ana", false, "v2", 0.75, true));
  }
}
