package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A canary that has long answered well, and is late with everything from a moment on. */
class TurnedLateTest {
  private static final Instant T0 = Instant.parse("2026-11-29T10:00:00Z");
  private static final long USUAL_MILLIS = 5;

  /** Late, and not far too late. */
  private static final long LATE_MILLIS = 20;

  private final Ledger ledger = new Ledger(T0, Duration.ofMillis(10), Duration.ofSeconds(3));
  private final Judge judge =
      new Judge(List.of(Criterion.parse("slow > 2 * stable and > 2%")), 0.005, 4);
  private ArmCounts stable = ArmCounts.none();
  private ArmCounts canary = ArmCounts.none();
  private List<LiveBatch> log = List.of();

  private static ArmCounts counts(long requests, long millis) {
    long[] latency = new long[LatencyBuckets.COUNT];
    latency[LatencyBuckets.of(Duration.ofMillis(millis).toNanos())] = requests;
    return new ArmCounts(requests, 0, latency);
  }

  /** A second of 200 requests, of which the canary gets a fifth. */
  private Evidence second(int second, long canaryMillis) {
    stable = stable.plus(counts(160, USUAL_MILLIS));
    canary = canary.plus(counts(40, canaryMillis));
    Tally.Split split = new Tally.Split("v2", 0.2, stable, canary);
    Map<String, Tally> tallies = Map.of("box", new Tally("v1", "boot", List.of(split)));
    for (LiveBatch batch : ledger.read(tallies, "v1", "v2", 0, T0.plusSeconds(second))) {
      log = LiveBatch.add(log, batch);
    }
    return judge.assess(log).evidence().get(0);
  }

  @Test
  void isRevertedWithinThreeSecondsByAReasonThatTellsAllThatWasSeen() {
    int now = 0;
    while (now < 20) {
      assertThat(second(now++, USUAL_MILLIS).verdict()).isNotEqualTo(Verdict.FAIL);
    }
    int turned = now;
    Evidence last = second(now++, LATE_MILLIS);
    while (last.verdict() != Verdict.FAIL && now < 60) {
      last = second(now++, LATE_MILLIS);
    }
    assertThat(now - turned).isBetween(2, 3);
    assertThat(last.canary().bad(Criterion.Kind.SLOW)).isEqualTo(4L * (now - turned));
    assertThat(last.canary().allBad(Criterion.Kind.SLOW)).isEqualTo(40L * (now - turned));
    assertThat(last.message())
        .contains(
            "(%d of %,d"
                .formatted(40 * (now - turned), last.canary().allSeen(Criterion.Kind.SLOW)));
  }
}
