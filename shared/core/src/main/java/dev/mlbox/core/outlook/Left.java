package dev.mlbox.core.outlook;

import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Rules;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much is left.
 *
 * @param least the part under way takes at least so much longer at the present rate of requests
 * @param most after so much something happens by itself, whatever is seen
 * @param then what that is
 */
public record Left(@Nullable Duration least, Duration most, String then) {
  /** A rate below one request in three hours is none to plan with. */
  private static final double SLOWEST = 1e-4;

  private static final Duration REVERTING = Duration.ofMinutes(2);

  /**
   * From a record.
   *
   * @param rate requests a second of both versions; 0 when not known
   */
  static Left of(RolloutRecord record, Rules rules, double rate, Instant now) {
    RolloutState state = record.state();
    if (state instanceof RolloutState.Shifting shifting) {
      return shifting(record, shifting, rules, rate, now);
    } else if (state instanceof RolloutState.Shadowing) {
      return new Left(
          rest(rules.stepAfter(), state.since(), now),
          rest(rules.stepPatience(), state.since(), now),
          "the first live requests");
    } else if (state instanceof RolloutState.Awaiting) {
      return new Left(
          null,
          rest(rules.promotion().deadline(), state.since(), now),
          switch (rules.promotion().overdue()) {
            case PROMOTE -> "it is promoted";
            case REVERT -> "it is reverted";
          });
    } else if (state instanceof RolloutState.Watching) {
      Duration rest = rest(rules.watch(), state.since(), now);
      return new Left(rest, rest, "the old version goes");
    } else if (state instanceof RolloutState.Reverting) {
      return new Left(null, rest(REVERTING, state.since(), now), "a person is needed");
    }
    Instant since = state == null ? now : state.since();
    return new Left(null, rest(rules.ready(), since, now), "it is reverted");
  }

  private static Left shifting(
      RolloutRecord record, RolloutState.Shifting state, Rules rules, double rate, Instant now) {
    return new Left(
        least(record, state, rules, rate, now),
        rest(rules.patience(), state.started(), now),
        rules.afterPatience());
  }

  /** Time and requests of this step and those after it; null while the rate is not known. */
  private static @Nullable Duration least(
      RolloutRecord record, RolloutState.Shifting state, Rules rules, double rate, Instant now) {
    long had =
        record.log().stream()
            .filter(batch -> batch.step() == state.step() && batch.share() > 0)
            .map(LiveBatch::canary)
            .mapToLong(canary -> canary.requests())
            .sum();
    long missing = Math.max(0, rules.stepRequests() - had);
    if (rate < SLOWEST && missing > 0) {
      return null;
    }
    double share = rules.weights().get(state.step()).share();
    Duration whole =
        longer(rest(rules.stepAfter(), state.since(), now), seconds(missing, rate * share));
    for (int step = state.step() + 1; step < rules.weights().size(); step++) {
      if (rate < SLOWEST) {
        return null;
      }
      double next = rules.weights().get(step).share();
      whole = whole.plus(longer(rules.stepAfter(), seconds(rules.stepRequests(), rate * next)));
    }
    return whole;
  }

  private static Duration seconds(long requests, double rate) {
    return requests == 0
        ? Duration.ZERO
        : Duration.ofMillis((long) Math.ceil(1000.0 * requests / rate));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration rest(Duration limit, Instant since, Instant now) {
    Duration rest = limit.minus(Duration.between(since, now));
    return rest.isNegative() ? Duration.ZERO : rest;
  }
}
