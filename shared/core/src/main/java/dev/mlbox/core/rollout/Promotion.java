package dev.mlbox.core.rollout;

import java.time.Duration;

/**
 * Who promotes a proven canary.
 *
 * @param by whose word it takes
 * @param deadline how long a proven canary waits for a person; of no meaning without one
 * @param overdue what happens when nobody came
 */
public record Promotion(By by, Duration deadline, Overdue overdue) {

  /** Promoted by its evidence alone. */
  public static final Promotion AUTO = new Promotion(By.AUTO, Duration.ofHours(24), Overdue.REVERT);

  public boolean isManual() {
    return by == By.MANUAL;
  }

  /** Whose word it takes. */
  public enum By {
    /** The evidence suffices. */
    AUTO,
    /** The evidence, and then a person. */
    MANUAL
  }

  /** What to do with a canary that nobody promoted in time. */
  public enum Overdue {
    REVERT,
    PROMOTE
  }
}
