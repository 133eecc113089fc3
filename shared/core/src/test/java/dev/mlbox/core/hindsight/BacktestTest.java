package dev.mlbox.core.hindsight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.judge.OwnMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BacktestTest {
  private static final Judge JUDGE =
      new Judge(List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%")), 0.01, 1);

  /** Minutes at 10 %, 9,000 requests stable and 1,000 canary, the first half healthy. */
  private static List<LiveBatch> log(int minutes, int badFrom, long bad) {
    List<LiveBatch> log = new ArrayList<>();
    for (int minute = 0; minute < minutes; minute++) {
      log.add(
          new LiveBatch(
              minute,
              0,
              0.1,
              new ArmOutcome(9_000, 9, 0, 0),
              new ArmOutcome(1_000, minute >= badFrom ? bad : 1, 0, 0)));
    }
    return log;
  }

  /** A day of counts kept the judge busy for minutes, with a log that no rollout has. */
  @Test
  void aDayIsJudgedByTheLogThatARolloutWouldHave() {
    List<LiveBatch> day = log(200, 150, 3);
    List<LiveBatch> kept = List.of();
    for (LiveBatch batch : day) {
      kept = LiveBatch.add(kept, batch);
    }

    Backtest test = Backtest.of(day, JUDGE, false);

    assertThat(kept).hasSizeLessThan(100);
    assertThat(test.looks()).hasSize(200);
    assertThat(test.looks().get(199).assessment()).isEqualTo(JUDGE.assess(kept));
    assertThat(JUDGE.assess(day)).as("of another log").isNotEqualTo(JUDGE.assess(kept));
  }

  private static List<OptionalLong> peers(Backtest test) {
    return test.peers().stream().map(Backtest.Peer::reverted).toList();
  }

  @Test
  void aCanaryThatFailsHalfOfItsRequestsIsSeenInItsFirstMinute() {
    Backtest test = Backtest.of(log(20, 2, 500), JUDGE, false);

    assertThat(test.looks()).hasSize(20);
    assertThat(test.reverted().orElseThrow().minute()).isEqualTo(2);
    assertThat(test.passed().orElseThrow().minute()).isEqualTo(1);
    // Argo: the fourth failed measurement; Flagger: the tick after the fifth; Kayenta: every ten.
    assertThat(peers(test))
        .containsExactly(OptionalLong.of(5), OptionalLong.of(7), OptionalLong.of(9));
  }

  @Test
  void anEqualCanaryIsRevertedByNobody() {
    Backtest test = Backtest.of(log(30, 30, 0), JUDGE, false);

    assertThat(test.reverted()).isEmpty();
    assertThat(test.passed()).isPresent();
    assertThat(peers(test)).containsOnly(OptionalLong.empty());
  }

  @Test
  void noTrafficFailsElsewhereButIsNoEvidence() {
    List<LiveBatch> log = new ArrayList<>();
    for (int minute = 0; minute < 12; minute++) {
      log.add(new LiveBatch(minute, 0, 0.1, ArmOutcome.NONE, ArmOutcome.NONE));
    }

    Backtest test = Backtest.of(log, JUDGE, false);

    assertThat(test.reverted()).isEmpty();
    assertThat(test.passed()).isEmpty();
    assertThat(peers(test))
        .containsExactly(OptionalLong.of(4), OptionalLong.of(5), OptionalLong.empty());
  }

  private static Criterion refunds() {
    OwnMetric metric =
        new OwnMetric(
            "refunds",
            new OwnMetric.Source.Web("http://shop/$version", ""),
            OwnMetric.Form.EVENTS,
            true,
            Duration.ofSeconds(15),
            OwnMetric.Down.REVERT);
    return Criterion.of(metric, 1.5, null);
  }

  @Test
  void aRecordingOfMoreStepsThanTheFileHasEndedAsABug() {
    List<LiveBatch> log = new ArrayList<>();
    for (int step = 0; step < 3; step++) {
      log.add(
          new LiveBatch(
              step, step, 0.1, new ArmOutcome(9_000, 9, 0, 0), new ArmOutcome(1_000, 500, 0, 0)));
    }

    assertThat(Backtest.of(log, JUDGE, false).reverted().orElseThrow().minute()).isZero();
  }

  @Test
  void aRolloutThatRefundsEndedIsJudgedByRefunds() {
    List<LiveBatch> log = new ArrayList<>(log(3, 9, 0));
    log.add(
        new LiveBatch(
            2,
            0,
            0.1,
            new ArmOutcome(90, 90, 0, 0),
            new ArmOutcome(90, 90, 0, 0),
            Map.of(),
            "refunds"));
    Judge judge = new Judge(List.of(JUDGE.criteria().get(0), refunds()), 0.01, 1);

    Backtest test = Backtest.of(log, judge, false);

    assertThat(test.reverted().orElseThrow().minute()).isEqualTo(2);
    assertThat(test.unjudged()).isEmpty();
    assertThat(test.looks().get(2).canary().requests()).as("of requests alone").isEqualTo(1_000);
  }

  @Test
  void driftIsJudgedAgainWithoutTheModels() {
    List<LiveBatch> log = new ArrayList<>(log(3, 9, 0));
    log.add(
        new LiveBatch(
            2,
            0,
            0.1,
            new ArmOutcome(9_000, 900, 0, 0),
            new ArmOutcome(1_000, 600, 0, 0),
            Map.of(),
            "drift|0.9|1.1|late"));
    Judge judge = new Judge(List.of(JUDGE.criteria().get(0), Criterion.USUAL_DRIFT), 0.01, 1);

    Backtest test = Backtest.of(log, judge, false);

    assertThat(test.unjudged()).isEmpty();
    assertThat(test.reverted().orElseThrow().minute()).isEqualTo(2);
  }

  @Test
  void whatTheCountsDoNotTellIsSaidAndLeavesTheOthersToDecide() {
    Judge judge = new Judge(List.of(JUDGE.criteria().get(0), refunds()), 0.01, 1);

    Backtest test = Backtest.of(log(30, 30, 0), judge, false);

    assertThat(test.unjudged()).containsExactly(refunds().text());
    assertThat(test.passed()).isPresent();
    double needed = test.looks().get(0).assessment().evidence().get(0).logWorseNeeded();
    assertThat(needed)
        .as("α is shared as in the rollout")
        .isCloseTo(judge.worseNeeded(), within(1e-9));
  }

  @Test
  void whatNoEvaluationSawTakesNoPartOfTheRolloutsEvidence() {
    Criterion disagreement = Criterion.parse("disagreement > 1.5 * expected and > 5%");
    Judge rollout = new Judge(List.of(JUDGE.criteria().get(0), refunds()), 0.01, 1);
    Judge judge =
        new Judge(
            List.of(JUDGE.criteria().get(0), refunds(), disagreement, Criterion.USUAL_DRIFT),
            0.01,
            1);

    Backtest test = Backtest.of(log(30, 30, 0), judge, false);

    assertThat(test.unjudged())
        .containsExactly(refunds().text(), disagreement.text(), Criterion.USUAL_DRIFT.text());
    assertThat(test.looks().get(0).assessment().evidence().get(0).logWorseNeeded())
        .isCloseTo(rollout.worseNeeded(), within(1e-9));
  }

  @Test
  void withStickyUsersTheObservedShareIsWhatCounts() {
    List<LiveBatch> log = new ArrayList<>();
    for (int minute = 0; minute < 5; minute++) {
      log.add(
          new LiveBatch(
              minute, 0, 0.1, new ArmOutcome(5_000, 50, 0, 0), new ArmOutcome(5_000, 50, 0, 0)));
    }

    assertThat(Backtest.of(log, JUDGE, true).reverted()).isEmpty();
    assertThat(Backtest.of(log, JUDGE, true).looks().get(4).assessment().splitIsOff()).isFalse();
    assertThat(Backtest.of(log, JUDGE, false).looks().get(4).assessment().splitIsOff()).isTrue();
  }

  @Test
  void aWatchHasNoOtherArmToCompareWith() {
    LiveBatch watch = new LiveBatch(3, 1, 1, ArmOutcome.NONE, new ArmOutcome(1_000, 1_000, 0, 0));

    assertThat(Backtest.of(List.of(watch), JUDGE, false).looks()).isEmpty();
  }
}
