package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Criterion ERRORS = Criterion.parse("errors > 1.5 * stable and > 0.5%");
  private static final Criterion SLOW = Criterion.parse("slow > 2 * stable and > 2%");

  private static LiveBatch batch(
      long minute,
      int step,
      double share,
      long stable,
      long stableBad,
      long canary,
      long canaryBad) {
    return new LiveBatch(
        minute,
        step,
        share,
        new ArmOutcome(stable, stableBad, stable, 0),
        new ArmOutcome(canary, canaryBad, canary, 0));
  }

  private static Evidence errors(List<LiveBatch> log) {
    return new Judge(List.of(ERRORS), 0.01, 1).assess(log).evidence().get(0);
  }

  @Test
  void withoutTrafficNothingIsDecided() {
    assertThat(errors(List.of()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void evidenceThatNothingIsWorseIsTheUnweightedTest() {
    // Oracle: (0.05, 20, 100) against 1.5 gives ln E not worse -4.008215; no floor.
    Criterion bare = Criterion.parse("errors > 1.5 * stable");
    Evidence evidence =
        new Judge(List.of(bare), 0.01, 1)
            .assess(List.of(batch(0, 0, 0.05, 100_000, 100, 5_000, 20)))
            .evidence()
            .get(0);
    assertThat(evidence.logNotWorse()).isCloseTo(-4.008215, within(1e-6));
    // Half of the weight is on the one step's start, the other half has not started: ln(½E + ½).
    assertThat(evidence.logWorse())
        .isCloseTo(Math.log(0.5 * Math.exp(3.912071) + 0.5), within(1e-5));
  }

  @Test
  void aCanaryThatFailsEveryRequestIsWorseAfterAHandful() {
    Evidence evidence = errors(List.of(batch(0, 0, 0.05, 95, 0, 5, 5)));
    assertThat(evidence.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(evidence.message())
        .startsWith(
            "errors 100.00 % of the canary's requests (5 of 5), 0.00 % of the stable's (0 of 95);"
                + " `errors > 1.5 * stable and > 0.5%` is proven, evidence ");
  }

  @Test
  void cleanRequestsPassByTheFloorAlone() {
    // 4.3/δ clean requests at β = 0.05 are what it takes: 858 for δ = 0.5 %.
    assertThat(errors(List.of(batch(0, 0, 0.5, 850, 0, 850, 0))).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(errors(List.of(batch(0, 0, 0.5, 860, 0, 860, 0))).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aRatioBelowTheFloorRevertsNothing() {
    // 4 against 0.4 per thousand: ten times the stable's, but under 0.5 %.
    assertThat(errors(List.of(batch(0, 0, 0.5, 100_000, 40, 100_000, 400))).verdict())
        .isNotEqualTo(Verdict.FAIL);
  }

  @Test
  void aLateFaultDoesNotHideBehindAGoodStart() {
    List<LiveBatch> log = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      log.add(batch(minute, 0, 0.5, 1000, 10, 1000, 10));
    }
    log.add(batch(60, 0, 0.5, 1000, 10, 1000, 120));
    assertThat(errors(log).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void usesObservedSharesWhenTrafficIsNotSplitAsAsked() {
    // 12 % instead of 10 %: equal arms, yet the assumed share would call the canary worse.
    Assessment assessment =
        new Judge(List.of(Criterion.parse("errors > stable")), 0.01, 1)
            .assess(List.of(batch(0, 0, 0.10, 880_000, 88_000, 120_000, 12_000)));
    assertThat(assessment.splitIsOff()).isTrue();
    assertThat(assessment.verdict()).isNotEqualTo(Verdict.FAIL);
  }

  @Test
  void oneInAHundredEqualCanariesIsRevertedAtMost() {
    // 1,000 rollouts of equal versions, looked at every second: 100 requests/s, three steps.
    Judge judge = new Judge(List.of(ERRORS, SLOW), 0.01, 3);
    double[] weights = {0.05, 0.25, 0.5};
    int reverted = 0;
    for (int run = 0; run < 1000; run++) {
      SplittableRandom random = new SplittableRandom(run);
      double bad = run % 2 == 0 ? 0.01 : 0.002;
      List<LiveBatch> log = List.of();
      boolean fails = false;
      for (int second = 0; second < 30 && !fails; second++) {
        int step = second / 10;
        log = LiveBatch.add(log, drawn(random, second / 60, step, weights[step], bad));
        fails = judge.assess(log).verdict() == Verdict.FAIL;
      }
      reverted += fails ? 1 : 0;
    }
    System.out.println("equal canaries reverted: " + reverted + " of 1,000");
    assertThat(reverted).isLessThanOrEqualTo(10);
  }

  private static LiveBatch drawn(
      SplittableRandom random, long minute, int step, double weight, double bad) {
    long[] counts = new long[6];
    for (int i = 0; i < 100; i++) {
      int arm = random.nextDouble() < weight ? 3 : 0;
      counts[arm]++;
      counts[arm + 1] += random.nextDouble() < bad ? 1 : 0;
      counts[arm + 2] += random.nextDouble() < 0.01 ? 1 : 0;
    }
    return new LiveBatch(
        minute,
        step,
        weight,
        new ArmOutcome(counts[0], counts[1], counts[0], counts[2]),
        new ArmOutcome(counts[3], counts[4], counts[3], counts[5]));
  }

  @Test
  void copiesAreJudgedAsAnEvenSplitAndRaiseNoAlarm() {
    // Oracle: (0.5, 0, 40) against 2.0 gives ln E not worse 40.723547.
    Criterion bare = Criterion.parse("errors > 2 * stable");
    Assessment assessment =
        new Judge(List.of(bare), 0.01, 1)
            .assess(List.of(batch(0, LiveBatch.SHADOW, 0.5, 4_000, 40, 2_000, 0)));
    assertThat(assessment.evidence().get(0).logNotWorse()).isCloseTo(40.723547, within(1e-6));
    assertThat(assessment.splitIsOff()).isFalse();
  }

  /** A tenth of the users who send a third of the requests: nothing is wrong with that. */
  @Test
  void busyUsersOfTheCanaryAreNoEvidenceAgainstIt() {
    Judge judge = new Judge(List.of(Criterion.parse("errors > 1.5 * stable")), 0.01, 1);
    List<LiveBatch> log = List.of(batch(0, 0, 0.1, 10_000, 200, 5_000, 100));
    Assessment sticky = judge.assess(log, true);
    assertThat(sticky.splitIsOff()).isFalse();
    assertThat(sticky.verdict()).isEqualTo(Verdict.PASS);
    assertThat(judge.assess(log, false).splitIsOff()).isTrue();
  }
}
