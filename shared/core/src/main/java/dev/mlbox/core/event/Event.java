package dev.mlbox.core.event;

import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;

/** Something that happened; fronts print it, nothing else does. */
public sealed interface Event {

  /** A step begins, such as {@code train}. */
  record Started(String step, String what) implements Event {}

  /**
   * A long step goes on.
   *
   * @param done of {@code total}; total 0 when it is not known
   * @param unit such as {@code rows}
   */
  record Progressed(String step, long done, long total, String unit) implements Event {}

  /** A line that a child process or a box wrote. */
  record Output(String step, String line) implements Event {}

  /** A step is over. */
  record Finished(String step, String what, Mark mark, Duration took) implements Event {}

  /** Something worth knowing in between. */
  record Noted(String step, String text) implements Event {}

  /** A line for the CI that reads the log: printed as it is, with nothing before it. */
  record Verbatim(String line) implements Event {}

  /**
   * One look at a rollout.
   *
   * @param waits what it waits for beside time, in words; empty when for nothing
   */
  record Looked(
      RolloutState state,
      Weight weight,
      Assessment assessment,
      double requestsPerSecond,
      String waits)
      implements Event {

    /** Of one that waits for nothing but time. */
    public Looked(
        RolloutState state, Weight weight, Assessment assessment, double requestsPerSecond) {
      this(state, weight, assessment, requestsPerSecond, "");
    }
  }

  /** How a step ended. */
  enum Mark {
    DONE,
    PASS,
    SKIPPED,
    WARNING,
    FAIL,
    /** Neither proven nor ruled out, which is no pass. */
    OPEN,
    /** Could not be judged. */
    ERROR
  }
}
