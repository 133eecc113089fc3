package dev.mlbox.core.rollout;

import static dev.mlbox.core.rollout.Reasons.isOver;
import static dev.mlbox.core.rollout.Reasons.isUnwell;
import static dev.mlbox.core.rollout.Reasons.words;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.rollout.RolloutState.Halted;
import java.time.Duration;
import java.time.Instant;

/**
 * The rows of the table for a canary whose stable version has gone. Nothing is proven without one
 * to compare with, but somebody has to answer: a probed canary that nothing speaks against does.
 */
final class Bereft {
  /** Longer than a box takes to be started again or an API server to make up its mind. */
  static final Duration GRACE = Duration.ofSeconds(30);

  private static final String GONE = "no box of the stable version answers";

  private Bereft() {}

  /**
   * What is next.
   *
   * @param since when the canary's time began
   * @param patience after which nothing better is waited for
   */
  static Transition next(
      RolloutState state, Observation seen, Instant since, Duration patience, Instant now) {
    boolean fit = seen.judged() != Verdict.FAIL && !isUnwell(seen.canary());
    if (fit && seen.stableGone().compareTo(GRACE) >= 0) {
      return Transition.to(
          new Halted(
              now,
              "%s, and has not for %s; the canary takes all requests although it is not proven: promote it by deploying it again, or `mlbox revert` to an earlier version"
                  .formatted(GONE, words(seen.stableGone())),
              true));
    }
    return isOver(since, patience, now)
        ? Transition.to(new Halted(now, GONE))
        : Transition.stay(state);
  }
}
