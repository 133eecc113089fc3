package dev.mlbox.core.rollout;

/** What is done to the target on entering a state; each can be done again without harm. */
public enum Action {
  /** Start the boxes of the new version. */
  START,
  /** Send the canary copies of requests. */
  SHADOW,
  /** Give the canary the weight of the present step. */
  SPLIT,
  /** Take all requests from the canary. */
  WITHDRAW,
  /** Let the new version serve; old boxes forward to it. */
  SWITCH,
  /** Leave the old version the share that it keeps while the new one is watched. */
  HOLD_OUT,
  /** Let the old version serve again; boxes of the new one forward to it. */
  SWITCH_BACK,
  /** Stop the boxes of every version but the one that serves. */
  CLEAN_UP
}
