package dev.mlbox.core.rollout;

import java.util.List;

/**
 * What follows from an observation.
 *
 * @param state the next state; the same one when nothing follows
 * @param actions to be done, in order; empty when the state stays
 */
public record Transition(RolloutState state, List<Action> actions) {

  public Transition {
    actions = List.copyOf(actions);
  }

  static Transition stay(RolloutState state) {
    return new Transition(state, List.of());
  }

  static Transition to(RolloutState state) {
    return new Transition(state, RolloutMachine.entering(state));
  }
}
