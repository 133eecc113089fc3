package dev.mlbox.bench.judge;

import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.judge.peer.Minute;
import dev.mlbox.core.judge.peer.PeerRule;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One simulated rollout as one rule sees it: 40 minutes, ten at each weight.
 *
 * @param reverted whether the rule ended it
 * @param seconds until then
 * @param canaryRequests until then
 */
record Trial(boolean reverted, long seconds, long canaryRequests) {
  static final double[] WEIGHTS = {0.01, 0.05, 0.25, 0.5};
  private static final long STEP = 600;
  private static final int SHORT = 1;
  private static final int LONG = 10;

  /**
   * Lets every rule look at the same traffic: mlbox every second of the first minute and every ten
   * seconds after it, the others every minute.
   *
   * @return mlbox's first, then those of the other rules in their order
   */
  static List<Trial> of(Service service) {
    MlboxRule own = new MlboxRule(WEIGHTS.length);
    List<Minute> minutes = new ArrayList<>();
    List<Long> canary = new ArrayList<>();
    Trial ownEnd = null;
    Minute minute = new Minute(0, 0, 0, 0, 0);
    long given = 0;
    int length;
    for (long second = 0; second < WEIGHTS.length * STEP; second += length) {
      length = second < 60 ? SHORT : LONG;
      int step = (int) (second / STEP);
      LiveBatch batch = service.interval(second, length, step, WEIGHTS[step]);
      given += batch.canary().requests();
      if (ownEnd == null && own.reverts(batch)) {
        ownEnd = new Trial(true, second + length, given);
      }
      minute = plus(minute, batch);
      if ((second + length) % 60 == 0) {
        minutes.add(minute);
        canary.add(given);
        minute = new Minute(minute.number() + 1, 0, 0, 0, 0);
      }
    }
    List<Trial> all = new ArrayList<>();
    all.add(ownEnd == null ? new Trial(false, WEIGHTS.length * STEP, given) : ownEnd);
    for (PeerRule rule : PeerRule.all()) {
      all.add(of(rule.reverts(minutes), canary));
    }
    return all;
  }

  private static Trial of(OptionalLong reverted, List<Long> canary) {
    return reverted.isEmpty()
        ? new Trial(false, WEIGHTS.length * STEP, canary.get(canary.size() - 1))
        : new Trial(true, 60 * (reverted.getAsLong() + 1), canary.get((int) reverted.getAsLong()));
  }

  private static Minute plus(Minute minute, LiveBatch batch) {
    ArmOutcome stable = batch.stable();
    ArmOutcome canary = batch.canary();
    return new Minute(
        minute.number(),
        minute.stable() + stable.requests(),
        minute.stableBad() + stable.errors(),
        minute.canary() + canary.requests(),
        minute.canaryBad() + canary.errors());
  }
}
