package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A canary most of whose answers are far too late while slowness does not count in full yet. */
class MostLateTest {
  private static final Instant T0 = Instant.parse("2026-11-29T10:00:00Z");
  private static final List<Criterion> USUAL =
      List.of(
          Criterion.parse("errors > 1.5 * stable and > 0.5%"),
          Criterion.parse("slow > 2 * stable and > 2%"));

  private final Ledger ledger = new Ledger(T0, Duration.ofMillis(5), Duration.ofSeconds(60));
  private final List<LiveBatch> log = new ArrayList<>();
  private ArmCounts stable = ArmCounts.none();
  private ArmCounts canary = ArmCounts.none();

  private static ArmCounts counts(long requests, long millis) {
    long[] latency = new long[LatencyBuckets.COUNT];
    latency[LatencyBuckets.of(Duration.ofMillis(millis).toNanos())] = requests;
    return new ArmCounts(requests, 0, latency);
  }

  /** A second of the stable version, and of the canary by how long it takes. */
  private void second(int second, long canaryMillis) {
    stable = stable.plus(counts(160, 6));
    canary = canary.plus(counts(40, canaryMillis));
    Tally.Split split = new Tally.Split("v2", 0.2, stable, canary);
    Tally tally = new Tally("v1", "boot", List.of(split));
    log.addAll(ledger.read(Map.of("box", tally), "v1", "v2", 0, T0.plusSeconds(second)));
  }

  private Evidence slow(double falseRevert) {
    return new Judge(USUAL, falseRevert, 3).assess(log).evidence().get(1);
  }

  @Test
  void isRevertedWithinTwoSecondsThoughItHasJustBegun() {
    for (int second = 0; second <= 3; second++) {
      second(second, 5);
    }
    assertThat(slow(0.01).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    second(4, 400);
    assertThat(slow(0.01).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    second(5, 400);
    assertThat(slow(0.01).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(slow(0.01).message())
        .isEqualTo(
            "slow none of the canary's requests (0 of 0 that count, of 200),"
                + " none of the stable's (0 of 0 that count, of 800);"
                + " `slow > 2 * stable and > 2%` is proven, evidence 10,000 (200 needed);"
                + " of late, 80 of 80 answers of the canary took more than 4 times what is slow,"
                + " and 0 of 320 of the stable version's");
  }

  @Test
  void isRevertedSoonerThanTheGraceIsOverThoughItHasNeverAnsweredInTime() {
    int second = 0;
    while (slow(0.01).verdict() != Verdict.FAIL && second < 60) {
      second(second++, 400);
    }
    assertThat(second).isBetween(4, 7);
  }

  @Test
  void isNotRevertedForBeingALittleLate() {
    for (int second = 0; second < 60; second++) {
      second(second, 20);
    }
    assertThat(slow(0.01).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void isNotRevertedWhereLessIsAllowedToGoWrong() {
    for (int second = 0; second < 10; second++) {
      second(second, second < 4 ? 5 : 400);
    }
    assertThat(slow(0.01).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(slow(0.0001).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void isNotRevertedWhereNobodyAskedForSlowness() {
    for (int second = 0; second < 10; second++) {
      second(second, second < 4 ? 5 : 400);
    }
    Assessment assessment = new Judge(USUAL.subList(0, 1), 0.01, 3).assess(log);
    assertThat(assessment.verdict()).isNotEqualTo(Verdict.FAIL);
  }
}
