package dev.mlbox.core.rollout;

import static dev.mlbox.core.rollout.Reasons.isOver;
import static dev.mlbox.core.rollout.Reasons.isUnwell;
import static dev.mlbox.core.rollout.Reasons.joined;
import static dev.mlbox.core.rollout.Reasons.reasonOf;
import static dev.mlbox.core.rollout.Reasons.unready;
import static dev.mlbox.core.rollout.Reasons.words;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.rollout.RolloutState.Awaiting;
import dev.mlbox.core.rollout.RolloutState.Promoting;
import dev.mlbox.core.rollout.RolloutState.Reverting;
import dev.mlbox.core.rollout.RolloutState.Shifting;
import java.time.Duration;
import java.time.Instant;

/** The rows of the table for a canary that has gone as far as it can without being promoted. */
final class LastStep {
  private final Rules rules;

  LastStep(Rules rules) {
    this.rules = rules;
  }

  /** Everything that can be shown has been: by itself it is promoted, or waits for a person. */
  RolloutState shown(Shifting state, String note, Instant now) {
    return rules.promotion().isManual()
        ? new Awaiting(state.step(), now, state.started(), note)
        : new Promoting(now, note);
  }

  /** It was as good as it has to be, if perhaps not of late. */
  Transition proven(Shifting state, Observation seen, Instant now) {
    return isInDoubt(state, seen, now)
        ? Transition.stay(state)
        : Transition.to(shown(state, seen.doubt(), now));
  }

  /** Patience is over. */
  Transition over(Shifting state, Observation seen, Instant now) {
    if (!seen.canary().isReady()) {
      return Transition.to(new Reverting(now, unready(seen.canary(), rules.patience()), false));
    }
    boolean unasked = state.step() == 0 && seen.stepRequests() == 0;
    String note =
        unasked
            ? "unproven: no request reached the canary in " + words(rules.patience())
            : joined(
                "not proven within " + words(rules.patience()) + " of patience", seen.reason());
    return switch (rules.unproven()) {
      case PROMOTE ->
          isInDoubt(state, seen, now)
              ? Transition.stay(state)
              : Transition.to(shown(state, joined(note, seen.doubt()), now));
      case REVERT -> Transition.to(new Reverting(now, note, false));
      case HOLD -> Transition.stay(state);
    };
  }

  /**
   * What has just begun to fail is given time to be proven, or to be over, before all traffic moves
   * to it; but not for ever.
   */
  private boolean isInDoubt(Shifting state, Observation seen, Instant now) {
    // As for patience, a step that was resumed has time of its own.
    boolean over =
        isOver(state.started(), rules.patience().plus(rules.stepPatience()), now)
            && isOver(state.since(), rules.stepPatience().multipliedBy(2), now);
    return !seen.doubt().isEmpty() && !over;
  }

  private boolean isInDoubt(Awaiting state, Observation seen, Instant now) {
    Duration most = rules.promotion().deadline().plus(rules.stepPatience());
    return !seen.doubt().isEmpty() && !isOver(state.since(), most, now);
  }

  /** A person is waited for; what is seen meanwhile still counts. */
  Transition awaiting(Awaiting state, Observation seen, Instant now) {
    boolean overdue = isOver(state.since(), rules.promotion().deadline(), now);
    if (!seen.stable().isAlive()) {
      return Bereft.next(state, seen, state.since(), rules.promotion().deadline(), now);
    }
    if (seen.judged() == Verdict.FAIL || isUnwell(seen.canary())) {
      return Transition.to(new Reverting(now, reasonOf(seen), false));
    }
    if (overdue
        && rules.promotion().overdue() == Promotion.Overdue.PROMOTE
        && isInDoubt(state, seen, now)) {
      return Transition.stay(state);
    }
    if (overdue) {
      return overdue(state, seen, now);
    }
    if (seen.judged() == Verdict.PASS && !state.note().isEmpty()) {
      return Transition.to(new Awaiting(state.step(), state.since(), state.started(), ""));
    }
    return Transition.stay(state);
  }

  private Transition overdue(Awaiting state, Observation seen, Instant now) {
    String note =
        joined(
            "nobody promoted it within " + words(rules.promotion().deadline()),
            joined(seen.judged() == Verdict.ERROR ? seen.reason() : state.note(), seen.doubt()));
    // What cannot be seen any more is not promoted by a clock.
    boolean promoted =
        rules.promotion().overdue() == Promotion.Overdue.PROMOTE
            && seen.judged() != Verdict.ERROR
            && seen.canary().isReady();
    return Transition.to(promoted ? new Promoting(now, note) : new Reverting(now, note, false));
  }
}
