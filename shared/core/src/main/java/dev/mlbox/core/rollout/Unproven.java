package dev.mlbox.core.rollout;

/** What to do with a canary that nothing speaks against and nothing proves. */
public enum Unproven {
  PROMOTE,
  HOLD,
  REVERT
}
