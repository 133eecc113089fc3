package dev.mlbox.core.rollout;

import static dev.mlbox.core.rollout.Reasons.isOver;
import static dev.mlbox.core.rollout.Reasons.isUnwell;
import static dev.mlbox.core.rollout.Reasons.joined;
import static dev.mlbox.core.rollout.Reasons.reasonOf;
import static dev.mlbox.core.rollout.Reasons.unready;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.rollout.RolloutState.Awaiting;
import dev.mlbox.core.rollout.RolloutState.Halted;
import dev.mlbox.core.rollout.RolloutState.Preparing;
import dev.mlbox.core.rollout.RolloutState.Probing;
import dev.mlbox.core.rollout.RolloutState.Promoting;
import dev.mlbox.core.rollout.RolloutState.Reverted;
import dev.mlbox.core.rollout.RolloutState.Reverting;
import dev.mlbox.core.rollout.RolloutState.Shadowing;
import dev.mlbox.core.rollout.RolloutState.Shifting;
import dev.mlbox.core.rollout.RolloutState.Succeeded;
import dev.mlbox.core.rollout.RolloutState.Watching;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The table of states: from what is seen to what is next. No clock, client or log inside, so that
 * an hour of rollout is tested in a millisecond.
 */
public final class RolloutMachine {
  /** Why a canary is taken back that nothing was shown against. */
  public static final String INTERRUPTED = "interrupted";

  private final Rules rules;

  public RolloutMachine(Rules rules) {
    this.rules = rules;
  }

  /** What has to be true in a state; done on entering it, and again by whoever resumes it. */
  public static List<Action> entering(RolloutState state) {
    if (state instanceof Preparing) {
      return List.of(Action.START);
    } else if (state instanceof Shadowing) {
      return List.of(Action.SHADOW);
    } else if (state instanceof Shifting || state instanceof Awaiting) {
      return List.of(Action.SPLIT);
    } else if (state instanceof Promoting) {
      return List.of(Action.SWITCH);
    } else if (state instanceof Watching) {
      return List.of(Action.HOLD_OUT);
    } else if (state instanceof Reverting reverting) {
      return List.of(reverting.afterPromotion() ? Action.SWITCH_BACK : Action.WITHDRAW);
    } else if (state instanceof Halted halted && halted.onCanary()) {
      return List.of(Action.SWITCH);
    } else if (state instanceof Reverted || state instanceof Succeeded) {
      return List.of(Action.CLEAN_UP);
    }
    return List.of();
  }

  /** The next state. */
  public Transition next(RolloutState state, Observation seen, Instant now) {
    if (seen.interrupted() && !(state instanceof Promoting) && !state.isFinal()) {
      return interrupted(state, seen, now);
    } else if (state instanceof Preparing) {
      return preparing(state, seen, now);
    } else if (state instanceof Probing) {
      return probing(state, seen, now);
    } else if (state instanceof Shadowing) {
      return shadowing(state, seen, now);
    } else if (state instanceof Shifting shifting) {
      return shifting(shifting, seen, now);
    } else if (state instanceof Awaiting awaiting) {
      return new LastStep(rules).awaiting(awaiting, seen, now);
    } else if (state instanceof Promoting promoting) {
      return promoting(promoting, seen, now);
    } else if (state instanceof Watching watching) {
      return new Watch(rules).watching(watching, seen, now);
    } else if (state instanceof Reverting reverting) {
      return reverting(reverting, seen, now);
    }
    return Transition.stay(state);
  }

  private Transition interrupted(RolloutState state, Observation seen, Instant now) {
    if (state instanceof Reverting reverting) {
      return reverting(reverting, seen, now);
    }
    if (state instanceof Watching watching) {
      // The new version has been promoted on its evidence; only the watching ends early. What this
      // very look shows against it counts all the same.
      Transition seenNow = new Watch(rules).watching(watching, seen, now);
      if (!(seenNow.state() instanceof Watching)) {
        return seenNow;
      }
      return Transition.to(new Succeeded(now, joined(watching.note(), "watch was interrupted")));
    }
    return Transition.to(new Reverting(now, INTERRUPTED, false));
  }

  private Transition preparing(RolloutState state, Observation seen, Instant now) {
    if (!seen.canary().trouble().isEmpty()) {
      return Transition.to(new Reverting(now, seen.canary().trouble(), false));
    }
    if (seen.canary().isReady()) {
      return Transition.to(new Probing(now));
    }
    if (isOver(state.since(), rules.ready(), now)) {
      return Transition.to(new Reverting(now, unready(seen.canary(), rules.ready()), false));
    }
    return Transition.stay(state);
  }

  private Transition probing(RolloutState state, Observation seen, Instant now) {
    if (seen.probe() == Verdict.PASS) {
      return Transition.to(seen.first() ? new Promoting(now, "") : begun(now));
    }
    if (seen.probe() == Verdict.FAIL || isUnwell(seen.canary())) {
      return Transition.to(new Reverting(now, reasonOf(seen), false));
    }
    if (isOver(state.since(), rules.ready(), now)) {
      return Transition.to(
          new Reverting(now, joined("the probe got no answer", seen.reason()), false));
    }
    return Transition.stay(state);
  }

  private RolloutState begun(Instant now) {
    return rules.manner().shadow().isZero() ? new Shifting(0, now, now) : new Shadowing(now);
  }

  /** Users see nothing of it, so too little traffic is no reason to wait for longer. */
  private Transition shadowing(RolloutState state, Observation seen, Instant now) {
    boolean patienceOver = isOver(state.since(), rules.stepPatience(), now);
    if (!seen.stable().isAlive()) {
      return Bereft.next(state, seen, state.since(), rules.stepPatience(), now);
    }
    if (seen.judged() == Verdict.FAIL || isUnwell(seen.canary())) {
      return Transition.to(new Reverting(now, "in its shadow: " + reasonOf(seen), false));
    }
    if (seen.judged() == Verdict.ERROR) {
      return patienceOver
          ? Transition.to(new Reverting(now, reasonOf(seen), false))
          : Transition.stay(state);
    }
    boolean exposed =
        isOver(state.since(), rules.stepAfter(), now)
            && seen.stepRequests() >= rules.stepRequests();
    return exposed || patienceOver
        ? Transition.to(new Shifting(0, now, now))
        : Transition.stay(state);
  }

  private Transition shifting(Shifting state, Observation seen, Instant now) {
    if (!seen.stable().isAlive()) {
      return Bereft.next(state, seen, state.since(), rules.patience(), now);
    }
    if (seen.judged() == Verdict.FAIL || isUnwell(seen.canary())) {
      return Transition.to(new Reverting(now, reasonOf(seen), false));
    }
    // A step that was resumed has its own patience again, however long nobody was there.
    boolean patienceOver =
        isOver(state.started(), rules.patience(), now)
            && isOver(state.since(), rules.stepPatience(), now);
    if (seen.judged() == Verdict.ERROR) {
      return patienceOver
          ? Transition.to(new Reverting(now, reasonOf(seen), false))
          : Transition.stay(state);
    }
    boolean exposed =
        isOver(state.since(), rules.stepAfter(), now)
            && seen.stepRequests() >= rules.stepRequests()
            // Boxes for the next step's share are there before the share is.
            && seen.canary().isReady();
    // No step further while the canary fails, be it for a second: it may just have begun.
    boolean calm = seen.doubt().isEmpty();
    if (exposed
        && !rules.isLast(state.step())
        && (calm || isOver(state.since(), rules.stepPatience(), now))) {
      return Transition.to(new Shifting(state.step() + 1, now, state.started()));
    }
    if (exposed && rules.isLast(state.step()) && seen.judged() == Verdict.PASS) {
      return new LastStep(rules).proven(state, seen, now);
    }
    return patienceOver ? new LastStep(rules).over(state, seen, now) : Transition.stay(state);
  }

  private Transition promoting(Promoting state, Observation seen, Instant now) {
    if (!seen.canary().isAlive()) {
      if (seen.first()) {
        return Transition.to(new Reverting(now, reasonOf(seen), false));
      }
      return Transition.to(new Reverting(now, reasonOf(seen), true));
    }
    if (seen.first() || rules.watch().isZero()) {
      return Transition.to(new Succeeded(now, state.note()));
    }
    return Transition.to(new Watching(now, state.note()));
  }

  private static Transition reverting(Reverting state, Observation seen, Instant now) {
    if (seen.first() || seen.stable().isAlive()) {
      return Transition.to(new Reverted(now, state.reason()));
    }
    // The weight is 0 already; wait for the stable version rather than claim that it serves.
    return Duration.between(state.since(), now).compareTo(Duration.ofMinutes(2)) > 0
        ? Transition.to(
            new Halted(now, joined(state.reason(), "no box of the stable version answers")))
        : Transition.stay(state);
  }
}
