package dev.mlbox.jenkins.result;

/** How a command ended, as on the command line, and what that makes of a build. */
public enum Outcome {
  SUCCEEDED(0, "SUCCESS"),
  REJECTED(1, "FAILURE"),
  REVERTED(2, "FAILURE"),
  HALTED(3, "FAILURE"),
  INVALID(4, "FAILURE"),
  BROKEN(5, "FAILURE"),
  SUPERSEDED(6, "NOT_BUILT"),
  INTERRUPTED(130, "ABORTED");

  private final int exitCode;
  private final String buildResult;

  Outcome(int exitCode, String buildResult) {
    this.exitCode = exitCode;
    this.buildResult = buildResult;
  }

  /** The name of the build's result; a rejection may be asked to make a build unstable only. */
  public String buildResult(boolean unstable) {
    return unstable && this == REJECTED ? "UNSTABLE" : buildResult;
  }

  /** Whether a build goes on without anybody having asked for that. */
  public boolean isWell() {
    return this == SUCCEEDED;
  }

  /** How a theme colours it. */
  public String style() {
    return switch (this) {
      case SUCCEEDED -> "mlbox-pass";
      case SUPERSEDED, INTERRUPTED -> "mlbox-open";
      case REJECTED, REVERTED, HALTED, INVALID, BROKEN -> "mlbox-fail";
    };
  }

  /** By a name; BROKEN when a newer command line has one that is not known here. */
  public static Outcome named(String name) {
    for (Outcome each : values()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    return BROKEN;
  }

  /** By an exit code; BROKEN when it is none of ours. */
  static Outcome of(int exitCode) {
    for (Outcome each : values()) {
      if (each.exitCode == exitCode) {
        return each;
      }
    }
    return BROKEN;
  }
}
