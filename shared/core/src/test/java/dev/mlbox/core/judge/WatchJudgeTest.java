package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WatchJudgeTest {
  private static final Criterion ERRORS = Criterion.parse("errors > 1.5 * stable and > 0.5%");
  private static final Criterion SLOW = Criterion.parse("slow > 2 * stable and > 2%");

  private static ArmOutcome outcome(long requests, long errors) {
    return new ArmOutcome(requests, errors, requests, 0);
  }

  private static LiveBatch minute(long minute, long requests, long errors) {
    return new LiveBatch(minute, 3, 1, ArmOutcome.NONE, outcome(requests, errors));
  }

  private static double bar(Criterion criterion, ArmOutcome before) {
    return new WatchJudge(List.of(criterion), 0.01, before).bar(criterion);
  }

  private static Evidence errors(ArmOutcome before, List<LiveBatch> log) {
    return new WatchJudge(List.of(ERRORS), 0.01, before).assess(log).evidence().get(0);
  }

  @Test
  void theBarIsTheRatioTimesWhatTheOldVersionHadAtMost() {
    // Clopper and Pearson (1934): with 0 of n the 99 % upper bound is 1 - 0.01^(1/n).
    assertThat(bar(ERRORS, outcome(1_000, 0)))
        .isCloseTo(1.5 * (1 - Math.pow(0.01, 1 / 1_000.0)), within(1e-9));
  }

  @Test
  void theBarIsTheFloorWhereTheOldVersionWasBetter() {
    assertThat(bar(ERRORS, outcome(1_000_000, 0))).isEqualTo(0.005);
  }

  @Test
  void withoutFloorOneInAThousandIsTolerated() {
    assertThat(bar(Criterion.parse("errors > 1.5 * stable"), outcome(1_000_000, 0)))
        .isEqualTo(0.001);
  }

  @Test
  void aVersionOfWhoseBeforeNothingIsKnownIsRevertedOnlyWhenNearlyAllFails() {
    assertThat(bar(ERRORS, ArmOutcome.NONE)).isEqualTo(0.9);
    assertThat(errors(ArmOutcome.NONE, List.of(minute(0, 1_000, 850))).verdict())
        .isNotEqualTo(Verdict.FAIL);
    assertThat(errors(ArmOutcome.NONE, List.of(minute(0, 1_000, 1_000))).verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void theBarIsNeverAShareThatCannotBeExceeded() {
    assertThat(bar(ERRORS, outcome(1_000, 900))).isEqualTo(0.9);
  }

  @Test
  void slowRequestsHaveABarOfTheirOwn() {
    ArmOutcome before = new ArmOutcome(10_000, 0, 1_000, 0);
    assertThat(bar(SLOW, before)).isEqualTo(0.02);
    assertThat(bar(SLOW, new ArmOutcome(10_000, 0, 0, 0))).isEqualTo(0.9);
  }

  @Test
  void withoutRequestsNothingIsDecided() {
    Evidence evidence = errors(outcome(10_000, 10), List.of());
    assertThat(evidence.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(evidence.logWorse()).isZero();
    assertThat(evidence.logNotWorse()).isZero();
  }

  @Test
  void withoutCriteriaNothingIsWrong() {
    assertThat(
            new WatchJudge(List.of(), 0.01, ArmOutcome.NONE)
                .assess(List.of(minute(0, 10, 10)))
                .verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void aVersionThatFailsEveryRequestIsWorseAfterAHandful() {
    Evidence evidence = errors(outcome(10_000, 10), List.of(minute(0, 5, 5)));
    assertThat(evidence.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(evidence.message())
        .startsWith(
            "errors 100.00 % of the canary's requests (5 of 5), 0.10 % of the stable's"
                + " (10 of 10,000); `errors > 1.5 * stable and > 0.5%` is proven, evidence ")
        .endsWith(" (100 needed)");
  }

  @Test
  void cleanRequestsPass() {
    assertThat(errors(outcome(10_000, 10), List.of(minute(0, 400, 0))).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(errors(outcome(10_000, 10), List.of(minute(0, 2_000, 0))).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void aFaultAfterAnHourDoesNotHideBehindAGoodStart() {
    List<LiveBatch> log = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      log.add(minute(minute, 10_000, 10));
    }
    assertThat(errors(outcome(10_000, 10), log).verdict()).isEqualTo(Verdict.PASS);
    log.add(minute(60, 1_000, 60));
    assertThat(errors(outcome(10_000, 10), log).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void severalCriteriaShareWhatMayGoWrong() {
    Assessment both =
        new WatchJudge(List.of(ERRORS, SLOW), 0.01, outcome(10_000, 10)).assess(List.of());
    assertThat(both.evidence()).extracting(Evidence::logWorseNeeded).containsOnly(Math.log(200.0));
  }

  @Test
  void oneInAHundredVersionsAtTheBarIsRevertedAtMost() {
    // The worst case of the claim: exactly as bad as is tolerated, looked at every second.
    WatchJudge judge = new WatchJudge(List.of(ERRORS), 0.01, outcome(1_000_000, 0));
    int reverted = 0;
    for (int run = 0; run < 500; run++) {
      SplittableRandom random = new SplittableRandom(run);
      List<LiveBatch> log = List.of();
      boolean fails = false;
      for (int second = 0; second < 120 && !fails; second++) {
        int errors = 0;
        for (int i = 0; i < 100; i++) {
          errors += random.nextDouble() < 0.005 ? 1 : 0;
        }
        log = LiveBatch.add(log, minute(second / 60, 100, errors));
        fails = judge.assess(log).verdict() == Verdict.FAIL;
      }
      reverted += fails ? 1 : 0;
    }
    assertThat(reverted).isLessThanOrEqualTo(5);
  }
}
