package dev.mlbox.core.run;

import dev.mlbox.core.config.Durations;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.RolloutState.Awaiting;
import dev.mlbox.core.rollout.RolloutState.Shifting;
import dev.mlbox.core.rollout.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a step of the canary waits for once its time is over, and for how long: nobody who reads it
 * takes patience for a standstill.
 */
final class Waits {
  private Waits() {}

  /**
   * In words; empty when it waits for nothing but time.
   *
   * @param log all counts of the rollout
   * @param unrest in what the canary has been worse of late; empty when in nothing
   */
  static String of(
      Rules rules, RolloutState state, List<LiveBatch> log, String unrest, Instant now) {
    if (state instanceof Awaiting) {
      return unrest.isEmpty() ? "" : "in doubt: " + unrest;
    }
    if (!(state instanceof Shifting shifting)
        || Duration.between(shifting.since(), now).compareTo(rules.stepAfter()) < 0) {
      return "";
    }
    if (!unrest.isEmpty()) {
      return "waits for at most %s until this is over, or proven and reverted: %s"
          .formatted(words(inDoubt(rules, shifting, now)), unrest);
    }
    long had = requests(log, shifting.step());
    if (had < rules.stepRequests()) {
      return "waits for %,d requests to the canary, %,d so far, %s%s"
          .formatted(
              rules.stepRequests(),
              had,
              left(rules, shifting, now),
              had == 0 ? "; `mlbox traffic` sends some" : "");
    }
    return rules.isLast(shifting.step()) ? "waits for proof, " + left(rules, shifting, now) : "";
  }

  private static long requests(List<LiveBatch> log, int step) {
    return LiveBatch.requests(log).stream()
        .filter(batch -> batch.step() == step && batch.share() > 0)
        .mapToLong(batch -> batch.canary().requests())
        .sum();
  }

  /** A step waits for its patience; the last one for as long after all of it. */
  private static Duration inDoubt(Rules rules, Shifting state, Instant now) {
    Instant own = state.since().plus(rules.stepPatience());
    if (!rules.isLast(state.step())) {
      return Duration.between(now, own);
    }
    Instant whole = state.started().plus(rules.patience()).plus(rules.stepPatience());
    Instant resumed = own.plus(rules.stepPatience());
    return Duration.between(now, whole.isAfter(resumed) ? whole : resumed);
  }

  /** All steps have the sum of patience, and one that was resumed its own once more. */
  private static String left(Rules rules, Shifting state, Instant now) {
    Instant whole = state.started().plus(rules.patience());
    Instant own = state.since().plus(rules.stepPatience());
    Duration left = Duration.between(now, whole.isAfter(own) ? whole : own);
    return left.isNegative() || left.isZero()
        ? "patience is over, " + rules.afterPatience()
        : "%s left, then %s".formatted(words(left), rules.afterPatience());
  }

  private static String words(Duration left) {
    return Durations.words(
        left.toMinutes() < 2
            ? Duration.ofSeconds(Math.max(1, left.toSeconds()))
            : Duration.ofMinutes(left.toMinutes()));
  }
}
