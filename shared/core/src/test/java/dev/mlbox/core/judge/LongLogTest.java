package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A canary that is held for weeks: what is kept of it has to fit in one object of a cluster. */
class LongLogTest {
  private static final int MONTH = 30 * 24 * 60;

  private static LiveBatch minute(long minute, long canaryErrors) {
    ArmOutcome box = new ArmOutcome(500, 5, 500, 5);
    return new LiveBatch(
        minute,
        3,
        0.5,
        new ArmOutcome(1_000, 10, 1_000, 10),
        new ArmOutcome(1_000, canaryErrors, 1_000, 10),
        Map.of("a", box, "b", box),
        LiveBatch.REQUESTS);
  }

  private static List<LiveBatch> held(int minutes) {
    List<LiveBatch> log = List.of();
    for (int minute = 0; minute < minutes; minute++) {
      log = LiveBatch.add(log, minute(minute, 10));
    }
    return log;
  }

  @Test
  void aMonthOfMinutesIsKeptInTwoHundredBatchesAndNoCountIsLost() {
    List<LiveBatch> log = held(MONTH);
    assertThat(log.size()).isLessThan(250);
    assertThat(log.stream().mapToLong(batch -> batch.canary().requests()).sum())
        .isEqualTo(1_000L * MONTH);
    assertThat(
            log.stream()
                .mapToLong(batch -> batch.boxes().getOrDefault("a", ArmOutcome.NONE).errors())
                .sum())
        .isEqualTo(5L * MONTH);
    assertThat(log.get(log.size() - 1).minute()).isEqualTo(MONTH - 1);
    assertThat(log.get(0).minute()).isZero();
  }

  @Test
  void aFaultAfterAWeekIsStillSeenWithinMinutes() {
    Judge judge = new Judge(List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%")), 0.01, 4);
    int week = 7 * 24 * 60;
    List<LiveBatch> log = held(week);
    assertThat(judge.assess(log).verdict()).isEqualTo(Verdict.PASS);
    int bad = 0;
    while (judge.assess(log).verdict() != Verdict.FAIL) {
      log = LiveBatch.add(log, minute(week + bad++, 50));
    }
    assertThat(bad).isLessThanOrEqualTo(5);
  }

  @Test
  void mergingOldMinutesTurnsAWholeLogsEvidenceByLittle() {
    List<LiveBatch> whole = new java.util.ArrayList<>();
    for (int minute = 0; minute < 100; minute++) {
      whole.add(minute(minute, minute < 60 ? 10 : 17));
    }
    List<LiveBatch> merged =
        whole.stream().reduce(List.<LiveBatch>of(), LiveBatch::add, (a, b) -> b);
    assertThat(merged.size()).isLessThan(whole.size());
    Judge judge = new Judge(List.of(Criterion.parse("errors > 1.5 * stable")), 0.01, 4);
    double exact = judge.assess(whole).evidence().get(0).logWorse();
    double kept = judge.assess(merged).evidence().get(0).logWorse();
    // Starts that were dropped cost power, never the bound.
    assertThat(kept).isLessThanOrEqualTo(exact + 1e-9);
    assertThat(kept).isGreaterThan(exact - 0.5);
  }

  @Test
  void labelsOfEachLookDoNotAddUpToALineEach() {
    List<LiveBatch> log = List.of();
    for (int look = 0; look < 86_400 / 4; look++) {
      log =
          LiveBatch.add(
              log,
              new LiveBatch(
                  look / 60,
                  1,
                  (5 + look % 7) / 20.0,
                  new ArmOutcome(15 - look % 7, 1, 0, 0),
                  new ArmOutcome(5 + look % 7, 1, 0, 0),
                  Map.of(),
                  LabelLedger.SIGNAL));
    }
    assertThat(log.size()).isLessThan(150);
    LiveBatch first = log.get(0);
    assertThat(first.share())
        .isEqualTo(
            (double) first.canary().requests()
                / (first.canary().requests() + first.stable().requests()));
  }
}
