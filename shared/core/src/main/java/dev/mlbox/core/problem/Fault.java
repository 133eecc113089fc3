package dev.mlbox.core.problem;

/** Whose turn it is after a {@link Problem}. */
public enum Fault {
  /** The user wrote something that cannot be right; nothing was started. */
  INVALID,
  /** The environment failed (cluster, registry, disk, network), or mlbox has a bug. */
  BROKEN,
  /** Going on is not safe without a person. */
  HALTED,
  /** Somebody newer has taken over. */
  SUPERSEDED
}
