package dev.mlbox.serving.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.ArmCounts;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.LatencyBuckets;
import dev.mlbox.core.judge.Ledger;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.judge.RolloutJudge;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.serving.split.Counts.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountsTest {
  private final Counts counts = new Counts();

  @Test
  void countsByDrawAndArm() {
    Draw five = new Draw("v2", 0.05);
    counts.count(Draw.NONE, false, Fate.WELL, 3);
    counts.count(five, false, Fate.WELL, 4);
    counts.count(five, true, Fate.LATE, LatencyBuckets.NEVER);
    counts.count(five, true, Fate.FAILED, Counts.NO_TIME);
    counts.count(new Draw("v2", 0.25), true, Fate.WELL, 0);

    Tally tally = counts.tally("v1", "boot");
    assertThat(tally.version()).isEqualTo("v1");
    assertThat(tally.boot()).isEqualTo("boot");
    assertThat(tally.splits())
        .extracting(Tally.Split::canaryVersion, Tally.Split::weight)
        .containsExactly(tuple("", 0.0), tuple("v2", 0.05), tuple("v2", 0.25));
    ArmCounts canary = tally.splits().get(1).canary();
    assertThat(canary.requests()).isEqualTo(2);
    assertThat(canary.errors()).isEqualTo(2);
    assertThat(canary.latency()[LatencyBuckets.NEVER]).isEqualTo(1);
    assertThat(tally.splits().get(1).stable().latency()[4]).isEqualTo(1);
    assertThat(tally.splits().get(0).canary().requests()).isZero();
  }

  @Test
  void losesNothingBetweenThreads() {
    Draw draw = new Draw("v2", 0.5);
    IntStream.range(0, 100_000)
        .parallel()
        .forEach(i -> counts.count(draw, i % 2 == 0, i % 4 == 0 ? Fate.FAILED : Fate.WELL, 7));
    Tally.Split split = counts.tally("v1", "boot").splits().get(0);
    assertThat(split.canary().requests()).isEqualTo(50_000);
    assertThat(split.canary().errors()).isEqualTo(25_000);
    assertThat(split.stable().latency()[7]).isEqualTo(50_000);
  }

  @Test
  void aBoxThatSeesManyCanariesForgetsTheOldest() {
    for (int i = 0; i < 500; i++) {
      counts.count(new Draw("v" + i, 0.05), true, Fate.WELL, Counts.NO_TIME);
    }
    counts.count(Draw.NONE, false, Fate.WELL, Counts.NO_TIME);
    assertThat(counts.tally("v1", "boot").splits())
        .hasSize(65)
        .extracting(Tally.Split::canaryVersion)
        .contains("", "v499", "v436")
        .doesNotContain("v435");
  }

  @Test
  void aUserIsNamedOnceHoweverManyOfTheAnswersAreBad() {
    Draw draw = new Draw("v2", 0.05);
    Customer ana = Customer.of("ana", 10.0);
    for (int i = 0; i < 3; i++) {
      counts.user(ana, draw, true, Fate.FAILED, LatencyBuckets.of(20_000_000));
      counts.user(ana, draw, true, Fate.WELL, LatencyBuckets.of(1_000_000));
      counts.user(null, draw, true, Fate.FAILED, Counts.NO_TIME);
    }
    assertThat(counts.tally("v1", "boot").users())
        .extracting(user -> user.slow() + " " + user.onCanary() + " " + user.weight())
        .containsExactly("false true 0.05", "true true 0.05");
    for (int i = 0; i < 2 * BadUsers.MOST; i++) {
      counts.user(Customer.of("user " + i, null), draw, false, Fate.FAILED, Counts.NO_TIME);
    }
    assertThat(counts.tally("v1", "boot").users()).hasSize(BadUsers.MOST);
  }

  @Test
  void theLatestUsersOfEachArmAreTold() {
    Draw draw = new Draw("v2", 0.05);
    Customer ana = Customer.of("ana", null);
    counts.met(ana, draw, true, Fate.FAILED);
    counts.met(ana, draw, true, Fate.LATE);
    counts.met(ana, draw, true, Fate.WELL);
    counts.met(null, draw, true, Fate.FAILED);
    counts.met(ana, Draw.NONE, false, Fate.FAILED);
    for (int i = 0; i < 2 * MetUsers.MOST; i++) {
      counts.met(Customer.of("user " + i, null), draw, false, Fate.WELL);
    }
    assertThat(counts.tally("v1", "boot").met())
        .hasSize(MetUsers.MOST + 1)
        .last()
        .isEqualTo(new Tally.Met(Long.toHexString(ana.hash()), "v2", true, 3, 1, 1));
  }

  @Test
  void whereNobodyStaysWithAVersionNoUsersAreTold() {
    counts.user(null, new Draw("v2", 0.05), true, Fate.FAILED, Counts.NO_TIME);
    assertThat(counts.tally("v1", "boot").users()).isNull();
    assertThat(counts.tally("v1", "boot").met()).isNull();
  }

  @Test
  void aCanaryThatSomebodyElseGivesItsShareIsJudgedByItsRequests() {
    Draw draw = new Draw("v2", 0.2);
    Ledger ledger = new Ledger(Instant.EPOCH, Duration.ofMillis(5));
    ledger.read(Map.of("a", counts.tally("v1", "boot")), "v1", "v2", 0, Instant.EPOCH);
    for (int i = 0; i < 1000; i++) {
      boolean canary = i % 5 == 0;
      counts.count(draw, canary, canary && i % 25 == 0 ? Fate.FAILED : Fate.WELL, 3);
      counts.user(null, draw, canary, canary && i % 25 == 0 ? Fate.FAILED : Fate.WELL, 3);
    }
    Tally tally = counts.tally("v1", "boot");
    List<LiveBatch> log = ledger.read(Map.of("a", tally), "v1", "v2", 0, Instant.EPOCH);
    RolloutJudge judge =
        new RolloutJudge(
            List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%")),
            0.01,
            1,
            /* sticky= */ false,
            RolloutJudge.Watch.NONE);
    assertThat(judge.observing(true).assess(log).verdict()).isEqualTo(Verdict.FAIL);
  }
}
