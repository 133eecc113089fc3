package dev.mlbox.core.rollout;

import static dev.mlbox.core.rollout.Reasons.isOver;
import static dev.mlbox.core.rollout.Reasons.isUnwell;
import static dev.mlbox.core.rollout.Reasons.joined;
import static dev.mlbox.core.rollout.Reasons.reasonOf;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.rollout.RolloutState.Doubt;
import dev.mlbox.core.rollout.RolloutState.Halted;
import dev.mlbox.core.rollout.RolloutState.Reverting;
import dev.mlbox.core.rollout.RolloutState.Succeeded;
import dev.mlbox.core.rollout.RolloutState.Watching;
import java.time.Instant;

/** The rows of the table for a version that serves and is watched. */
final class Watch {
  private static final String NOBODY_TO_GO_BACK_TO = "and no box of the old version answers";

  private final Rules rules;

  Watch(Rules rules) {
    this.rules = rules;
  }

  Transition watching(Watching state, Observation seen, Instant now) {
    if (seen.judged() == Verdict.FAIL || isUnwell(seen.canary())) {
      if (!seen.stable().isAlive()) {
        return Transition.to(new Halted(now, joined(reasonOf(seen), NOBODY_TO_GO_BACK_TO)));
      }
      return Transition.to(new Reverting(now, reasonOf(seen), true));
    }
    Doubt doubt = state.doubt();
    if (doubt == null && !seen.doubt().isEmpty()) {
      // Whether the version or the world has changed is soon told by two arms of equal size.
      return Transition.to(new Watching(state.since(), state.note(), new Doubt(now, seen.doubt())));
    }
    boolean over =
        isOver(state.since(), rules.watch(), now)
            && (doubt == null || isOver(doubt.since(), rules.stepPatience(), now));
    if (!over) {
      return Transition.stay(state);
    }
    return seen.judged() == Verdict.ERROR
        ? unwatched(state, seen, now)
        : Transition.to(new Succeeded(now, note(state)));
  }

  private static String note(Watching state) {
    Doubt doubt = state.doubt();
    return doubt == null
        ? state.note()
        : joined(
            state.note(), "the old version did no better while it was watched: " + doubt.reason());
  }

  /** A watch that sees nothing is none: it goes on for a while, and then ends as configured. */
  private Transition unwatched(Watching state, Observation seen, Instant now) {
    if (!isOver(state.since(), rules.watch().plus(rules.stepPatience()), now)) {
      return Transition.stay(state);
    }
    String note = joined("the watch could not be kept", seen.reason());
    return switch (rules.unproven()) {
      case PROMOTE -> Transition.to(new Succeeded(now, joined(state.note(), note)));
      case REVERT ->
          Transition.to(
              seen.stable().isAlive()
                  ? new Reverting(now, note, true)
                  : new Halted(now, joined(note, NOBODY_TO_GO_BACK_TO)));
      case HOLD -> Transition.stay(state);
    };
  }
}
