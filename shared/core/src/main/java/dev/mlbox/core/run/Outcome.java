package dev.mlbox.core.run;

import dev.mlbox.core.problem.Fault;

/** How a command ended: the one table from which every front takes its own result. */
public enum Outcome {
  /** All verdicts pass; promoted if that was asked. */
  SUCCEEDED(0),
  /** A gate failed; nothing was deployed. */
  REJECTED(1),
  /** The canary was worse; the stable version serves everything. */
  REVERTED(2),
  /** No safe end without a person. */
  HALTED(3),
  /** Configuration or data are wrong; nothing was started. */
  INVALID(4),
  /** The environment failed, or mlbox has a bug. */
  BROKEN(5),
  /** A newer command took over. */
  SUPERSEDED(6),
  /** A signal ended it before there was a verdict; the stable version serves everything. */
  INTERRUPTED(130);

  private final int exitCode;

  Outcome(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }

  public static Outcome of(Fault fault) {
    return switch (fault) {
      case INVALID -> INVALID;
      case BROKEN -> BROKEN;
      case HALTED -> HALTED;
      case SUPERSEDED -> SUPERSEDED;
    };
  }
}
