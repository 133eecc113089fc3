package dev.mlbox.core.judge;

/**
 * What was counted of one arm in one batch.
 *
 * @param requests given to the arm
 * @param errors of these, bad
 * @param timed requests that were counted while a latency threshold was in force
 * @param slow of these, above it
 */
public record ArmOutcome(long requests, long errors, long timed, long slow) {

  public static final ArmOutcome NONE = new ArmOutcome(0, 0, 0, 0);

  public ArmOutcome plus(ArmOutcome other) {
    return new ArmOutcome(
        requests + other.requests, errors + other.errors, timed + other.timed, slow + other.slow);
  }

  ArmOutcome minus(ArmOutcome part) {
    return new ArmOutcome(
        Math.max(0, requests - part.requests),
        Math.max(0, errors - part.errors),
        Math.max(0, timed - part.timed),
        Math.max(0, slow - part.slow));
  }

  /** The same where only a part of what is known about slowness counts, whole numbers of it. */
  ArmOutcome timedPart(double part) {
    return new ArmOutcome(
        requests, errors, (long) Math.ceil(part * timed), (long) Math.ceil(part * slow));
  }

  /** How many requests a criterion of this kind could see. */
  public long seen(Criterion.Kind kind) {
    return kind == Criterion.Kind.SLOW ? timed : requests;
  }

  /** How many of them were bad. */
  public long bad(Criterion.Kind kind) {
    return kind == Criterion.Kind.SLOW ? slow : errors;
  }
}
