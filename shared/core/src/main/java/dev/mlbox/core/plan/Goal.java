package dev.mlbox.core.plan;

/** What the user asked for; each does all that the one before it does. */
public enum Goal {
  /** Make or fetch the model. */
  TRAIN,
  /** Measure it, without a verdict. */
  EVALUATE,
  /** Measure it and judge it. */
  CHECK,
  /** Pack it into something that serves. */
  BOX,
  /** Roll it out. */
  DEPLOY;

  public boolean includes(Goal other) {
    return compareTo(other) >= 0;
  }
}
