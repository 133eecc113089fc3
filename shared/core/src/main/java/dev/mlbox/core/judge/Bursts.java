package dev.mlbox.core.judge;

import java.time.Duration;
import java.time.Instant;

/**
 * How much the late answers of a moment say. What stands still, a collection of garbage or a
 * processor that another has, makes many answers of one box late together, which is one event and
 * not as many. So of a second no more than a few late answers of the canary count. A value.
 *
 * @param at the last look
 * @param left how many more may count
 */
record Bursts(Instant at, double left) {
  /** Of a second; two of a canary with a fifth of the requests prove it slow. */
  private static final double MOST = 4;

  /** Something counts always, so that a look is not taken for one without answers. */
  private static final double LEAST = 1e-3;

  static Bursts from(Instant now) {
    return new Bursts(now, MOST);
  }

  /** Time has passed, in which nobody has looked. */
  Bursts passed(Instant now) {
    double seconds = Duration.between(at, now).toMillis() / 1000.0;
    return new Bursts(now, Math.min(MOST, left + MOST * seconds));
  }

  /**
   * Which part of a look's counts counts, of both versions, whose shares stay what they are. It is
   * the smaller the more of the canary's answers are late, which can only be in its favour.
   *
   * @param late answers of the canary since the last look
   * @return more than 0, at most 1
   */
  double part(long late) {
    return late <= left ? 1 : Math.max(left, LEAST) / late;
  }

  /** These have counted. */
  Bursts minus(long late) {
    return new Bursts(at, Math.max(0, left - late));
  }
}
