package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.OwnMetric.Down;
import dev.mlbox.core.judge.OwnMetric.Form;
import dev.mlbox.core.judge.OwnMetric.Source;
import dev.mlbox.core.judge.OwnReadings.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnReadingsTest {
  private static final Instant T0 = Instant.parse("2026-11-24T10:00:00Z");

  private static OwnMetric metric(Form form, boolean higherIsWorse) {
    return new OwnMetric(
        "refunds",
        new Source.Web("http://shop/$version", ""),
        form,
        higherIsWorse,
        Duration.ofSeconds(15),
        Down.REVERT);
  }

  private static LiveBatch requests(long stable, long canary) {
    return new LiveBatch(
        0, 0, 0.1, new ArmOutcome(stable, 0, 0, 0), new ArmOutcome(canary, 0, 0, 0));
  }

  private static Optional<LiveBatch> read(OwnReadings readings, double stable, double canary) {
    return readings.read(new Values(stable, canary), 0, T0, T0);
  }

  @Test
  void eventsAreWhatCameSinceTheLastReadingWithTheShareOfRequestsSince() {
    OwnReadings readings = new OwnReadings(metric(Form.EVENTS, true), 1.5);
    readings.count(requests(1_000, 1_000));
    assertThat(read(readings, 500, 3)).isEmpty();
    readings.count(requests(900, 100));
    assertThat(read(readings, 509, 7))
        .hasValueSatisfying(
            batch -> {
              assertThat(batch.share()).isEqualTo(0.1);
              assertThat(batch.stable()).isEqualTo(new ArmOutcome(900, 9, 0, 0));
              assertThat(batch.canary()).isEqualTo(new ArmOutcome(100, 4, 0, 0));
              assertThat(batch.signal()).isEqualTo("refunds");
            });
  }

  @Test
  void aCounterThatFellHasBegunAnew() {
    OwnReadings readings = new OwnReadings(metric(Form.EVENTS, true), 1.5);
    read(readings, 500, 3);
    readings.count(requests(90, 10));
    assertThat(read(readings, 2, 4))
        .hasValueSatisfying(batch -> assertThat(batch.stable().errors()).isEqualTo(2));
  }

  @Test
  void eventsWaitWhileOneArmHasNoRequests() {
    OwnReadings readings = new OwnReadings(metric(Form.EVENTS, true), 1.5);
    read(readings, 10, 0);
    readings.count(requests(100, 0));
    assertThat(read(readings, 20, 0)).isEmpty();
    readings.count(requests(80, 20));
    assertThat(read(readings, 30, 1))
        .hasValueSatisfying(batch -> assertThat(batch.stable().errors()).isEqualTo(20));
  }

  @Test
  void aLevelThatIsWorseInElevenReadingsInARowReverts() {
    OwnReadings readings = new OwnReadings(metric(Form.LEVEL, false), 1.2);
    Judge judge = new Judge(List.of(Criterion.of(metric(Form.LEVEL, false), 1.2, null)), 0.01, 1);
    List<LiveBatch> log = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      readings.count(requests(90, 10));
      log.add(read(readings, 100, 80).orElseThrow());
      verdicts.add(judge.assess(log).verdict());
    }
    assertThat(verdicts.indexOf(Verdict.FAIL)).isBetween(8, 12);
    assertThat(judge.assess(log).reason())
        .startsWith(
            "refunds of the canary worse in 14 of 14 readings; `refunds < stable / 1.2` is proven");
  }

  @Test
  void aLevelWithinTheRatioPasses() {
    OwnReadings readings = new OwnReadings(metric(Form.LEVEL, true), 1.5);
    List<LiveBatch> log = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      readings.count(requests(90, 10));
      log.add(read(readings, 100, 149).orElseThrow());
    }
    Judge judge = new Judge(List.of(Criterion.of(metric(Form.LEVEL, true), 1.5, null)), 0.01, 1);
    assertThat(judge.assess(log).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aRatioOfALossIsAShareOfItsSize() {
    OwnReadings costs = new OwnReadings(metric(Form.LEVEL, true), 1.5);
    OwnReadings profit = new OwnReadings(metric(Form.LEVEL, false), 1.5);
    assertThat(worse(costs, -10, -12)).as("lower, and higher is worse").isFalse();
    assertThat(worse(costs, -10, -4)).isTrue();
    assertThat(worse(profit, -10, -7)).as("a smaller loss").isFalse();
    assertThat(worse(profit, -10, -14)).isTrue();
    assertThat(worse(profit, 10, 7)).isFalse();
    assertThat(worse(profit, 10, 6)).isTrue();
  }

  private static boolean worse(OwnReadings readings, double stable, double canary) {
    readings.count(requests(9, 1));
    LiveBatch batch =
        readings.read(new OwnReadings.Values(stable, canary), 0, T0, T0).orElseThrow();
    return batch.canary().errors() == 1;
  }

  @Test
  void itIsReadAsOftenAsItWants() {
    OwnReadings readings = new OwnReadings(metric(Form.LEVEL, true), 1.5);
    assertThat(readings.isDue(T0)).isTrue();
    assertThat(readings.isDue(T0.plusSeconds(14))).isFalse();
    assertThat(readings.isDue(T0.plusSeconds(15))).isTrue();
  }

  @Test
  void whatCouldNotBeMeasuredIsAnErrorAndHidesNoFailure() {
    Judge judge =
        new Judge(
            List.of(
                Criterion.parse("errors > 1.5 * stable"),
                Criterion.of(metric(Form.EVENTS, true), 1.5, null)),
            0.01,
            1);
    Map<String, String> down = Map.of("refunds", "shop does not answer");
    LiveBatch good = requests(9_000, 1_000);
    assertThat(judge.assess(List.of(good)).without(down).verdict()).isEqualTo(Verdict.ERROR);
    assertThat(judge.assess(List.of(good)).without(down).reason())
        .isEqualTo("`refunds > 1.5 * stable` could not be measured: shop does not answer");
    LiveBatch bad =
        new LiveBatch(0, 0, 0.1, new ArmOutcome(90, 0, 0, 0), new ArmOutcome(10, 10, 0, 0));
    assertThat(judge.assess(List.of(bad)).without(down).verdict()).isEqualTo(Verdict.FAIL);
  }
}
