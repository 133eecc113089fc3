package dev.mlbox.bench.judge;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.Ledger;
import dev.mlbox.core.judge.LiveBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * One simulated rollout with users who stay, 40 minutes, ten at each weight: when the judge ended
 * it, and when a rail by the share of failed requests alone would have. Never is -1.
 */
record StickyTrial(long judgeSeconds, long railSeconds) {
  private static final Instant BEGAN = Instant.EPOCH;
  private static final long STEP = 600;
  private static final double NOBODY_WORSE = 0;
  private static final Judge JUDGE =
      new Judge(
          List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%")), 0.01, Trial.WEIGHTS.length);

  /** Prints how often, and how soon, for some numbers of users. */
  static void report(int rollouts) {
    for (int users : new int[] {10, 50, 300}) {
      for (double broken : new double[] {0.1, 0.3}) {
        print("equal, %d users".formatted(users), users, broken, NOBODY_WORSE, rollouts);
      }
    }
    for (int users : new int[] {10, 50, 300}) {
      print("all bad, %d users".formatted(users), users, 0.1, 1, Math.max(20, rollouts / 10));
    }
  }

  private static void print(String name, int users, double broken, double fails, int rollouts) {
    List<StickyTrial> trials =
        LongStream.range(0, rollouts)
            .parallel()
            .mapToObj(seed -> of(new StickyWorld(users, broken, fails, seed)))
            .toList();
    System.out.printf(
        "%-18s one of them with %.0f %% of the requests fails anywhere; %,d rollouts: judge %s, by requests alone %s%n",
        name,
        100 * broken,
        rollouts,
        told(trials.stream().mapToLong(StickyTrial::judgeSeconds).toArray()),
        told(trials.stream().mapToLong(StickyTrial::railSeconds).toArray()));
  }

  private static String told(long[] seconds) {
    long[] ended = LongStream.of(seconds).filter(each -> each >= 0).sorted().toArray();
    return ended.length == 0
        ? "none"
        : "%.2f %% (median %,d s)"
            .formatted(100.0 * ended.length / seconds.length, ended[ended.length / 2]);
  }

  private static StickyTrial of(StickyWorld world) {
    Ledger ledger = new Ledger(BEGAN, Duration.ofMillis(5));
    List<LiveBatch> log = ledger.read(Map.of("box", world.tally()), "v1", "v2", 0, BEGAN);
    long judge = -1;
    long rail = -1;
    int length;
    for (long second = 0; second < Trial.WEIGHTS.length * STEP; second += length) {
      length = second < 60 ? 1 : 10;
      int step = (int) (second / STEP);
      world.pass(length, Trial.WEIGHTS[step]);
      Instant now = BEGAN.plusSeconds(second + length - 1);
      boolean news = false;
      for (LiveBatch batch : ledger.read(Map.of("box", world.tally()), "v1", "v2", step, now)) {
        log = LiveBatch.add(log, batch);
        news |= !batch.signal().equals(LiveBatch.REQUESTS) && batch.canary().errors() > 0;
      }
      if (judge < 0 && news && JUDGE.assess(log, true).verdict() == Verdict.FAIL) {
        judge = second + length;
      }
      rail = rail < 0 && mostRequestsFail(log) ? second + length : rail;
      if (judge >= 0 && rail >= 0) {
        break;
      }
    }
    return new StickyTrial(judge, rail);
  }

  /**
   * As it was: more than half of 50 requests of two minutes, four times as many as on the other.
   */
  private static boolean mostRequestsFail(List<LiveBatch> log) {
    List<LiveBatch> requests = LiveBatch.requests(log);
    long last = requests.get(requests.size() - 1).minute();
    ArmOutcome canary = ArmOutcome.NONE;
    ArmOutcome stable = ArmOutcome.NONE;
    for (LiveBatch batch : requests) {
      if (batch.minute() >= last - 1) {
        canary = canary.plus(batch.canary());
        stable = stable.plus(batch.stable());
      }
    }
    return canary.requests() >= 50
        && 2 * canary.errors() > canary.requests()
        && stable.requests() > 0
        && 4.0 * stable.errors() / stable.requests() < (double) canary.errors() / canary.requests();
  }
}
