package dev.mlbox.core.judge;

import org.jspecify.annotations.Nullable;

/**
 * What was counted of one arm in one batch.
 *
 * @param requests given to the arm
 * @param errors of these, bad
 * @param timed requests that were counted while a latency threshold was in force; of a stall the
 *     part that counts when arms are compared
 * @param slow of these, above it
 * @param allTimed as many, whatever counts; null where all of them do
 * @param allSlow of these, above it; null where all of them count
 */
public record ArmOutcome(
    long requests,
    long errors,
    long timed,
    long slow,
    @Nullable Long allTimed,
    @Nullable Long allSlow) {

  public static final ArmOutcome NONE = new ArmOutcome(0, 0, 0, 0);

  /** One of which all counts. */
  public ArmOutcome(long requests, long errors, long timed, long slow) {
    this(requests, errors, timed, slow, null, null);
  }

  private ArmOutcome whole(long wholeTimed, long wholeSlow) {
    return wholeTimed == timed && wholeSlow == slow
        ? this
        : new ArmOutcome(requests, errors, timed, slow, wholeTimed, wholeSlow);
  }

  public ArmOutcome plus(ArmOutcome other) {
    return new ArmOutcome(
            requests + other.requests,
            errors + other.errors,
            timed + other.timed,
            slow + other.slow)
        .whole(wholeTimed() + other.wholeTimed(), wholeSlow() + other.wholeSlow());
  }

  ArmOutcome minus(ArmOutcome part) {
    return new ArmOutcome(
            Math.max(0, requests - part.requests),
            Math.max(0, errors - part.errors),
            Math.max(0, timed - part.timed),
            Math.max(0, slow - part.slow))
        .whole(
            Math.max(0, wholeTimed() - part.wholeTimed()),
            Math.max(0, wholeSlow() - part.wholeSlow()));
  }

  /**
   * The same where only a part of what is known about slowness counts beside the other arm, whole
   * numbers of it.
   */
  ArmOutcome timedPart(double part) {
    return new ArmOutcome(
            requests, errors, (long) Math.ceil(part * timed), (long) Math.ceil(part * slow))
        .whole(timed, slow);
  }

  private long wholeTimed() {
    return allTimed == null ? timed : allTimed;
  }

  private long wholeSlow() {
    return allSlow == null ? slow : allSlow;
  }

  /** How many requests a criterion of this kind compares with the other arm's. */
  public long seen(Criterion.Kind kind) {
    return kind == Criterion.Kind.SLOW ? timed : requests;
  }

  /** How many of them were bad. */
  public long bad(Criterion.Kind kind) {
    return kind == Criterion.Kind.SLOW ? slow : errors;
  }

  /** How many requests a criterion of this kind could see, whatever is compared. */
  public long allSeen(Criterion.Kind kind) {
    return kind == Criterion.Kind.SLOW ? wholeTimed() : requests;
  }

  /** How many of them were bad. */
  public long allBad(Criterion.Kind kind) {
    return kind == Criterion.Kind.SLOW ? wholeSlow() : errors;
  }
}
