package dev.mlbox.core.judge;

import java.time.Duration;
import java.time.Instant;

/**
 * The time in which a little slowness says nothing: new boxes are getting warm, or the machine has
 * too much to do. Being warm is shown by answers, not by the clock: the time ends as soon as the
 * canary has given a long run of answers in time, and at its longest in any case. A value.
 *
 * @param longest how long it lasts where nothing shows that the canary is warm
 * @param began when
 * @param ends when, as far as is known
 * @param run the present run of answers of which hardly any was late
 * @param answeredWell whether the canary has answered well in this step, be it for a moment
 */
record Grace(Duration longest, Instant began, Instant ends, Run run, boolean answeredWell) {

  /** Nobody's first seconds say anything. */
  private static final Duration FIRST = Duration.ofSeconds(3);

  /** By the limit of what is slow, a hundredth of the stable version's answers is late. */
  private static final double BUSY = 0.05;

  private static final long BUSY_ANSWERS = 5;
  private static final int PARTS = 3;

  /** That of a step, whose boxes are new. */
  static Grace of(Instant now, Duration longest) {
    return new Grace(longest, now, now.plus(longest), Run.from(now), false);
  }

  /**
   * That of a version that was warm before: it is over, until a box begins or the machine is busy.
   */
  static Grace over(Instant now, Duration longest) {
    return new Grace(longest, now, now, Run.from(now), true);
  }

  /**
   * What the versions have answered since the last look.
   *
   * @param newcomers whether a box has begun, of either version
   */
  Grace seen(Instant now, Answers stable, Answers canary, boolean newcomers) {
    boolean busy = stable.late() >= BUSY_ANSWERS && stable.lateShare() > BUSY;
    return renewed(now, newcomers, busy).withRun(now, canary);
  }

  /** Whether slowness does not count in full. */
  boolean isOn(Instant now) {
    return now.isBefore(ends);
  }

  /** Whether the canary has had the time to answer some request in time. */
  boolean isPastItsFirst(Instant now) {
    return answeredWell || !now.isBefore(began.plus(FIRST));
  }

  /**
   * One that was over only by the clock is followed by as much time in which slowness counts in
   * full, whatever happens; a canary that was warm may be excused again at once.
   */
  private Grace renewed(Instant now, boolean newcomers, boolean busy) {
    if (isOn(now)) {
      Instant last = began.plus(longest.multipliedBy(2));
      Instant more = now.plus(longest.dividedBy(PARTS));
      Instant later = more.isBefore(last) ? more : last;
      return busy && later.isAfter(ends)
          ? new Grace(longest, began, later, run, answeredWell)
          : this;
    }
    boolean mayBegin = !now.isBefore(ends.plus(Duration.between(began, ends)));
    return mayBegin && (newcomers || busy)
        ? new Grace(longest, now, now.plus(longest), Run.from(now), answeredWell)
        : this;
  }

  private Grace withRun(Instant now, Answers canary) {
    if (!isOn(now)) {
      return this;
    }
    Run longer = run.plus(now, canary);
    return longer.showsWarmth(now)
        ? new Grace(longest, now, now, Run.from(now), true)
        : new Grace(longest, began, ends, longer, answeredWell || longer.isOfAFew());
  }

  /**
   * Answers of one version whose time is known.
   *
   * @param all of them
   * @param late slower than the limit
   * @param far slower than {@value SlowLimit#FAR} times the limit, or not waited for
   */
  record Answers(long all, long late, long far) {
    static final Answers NONE = new Answers(0, 0, 0);

    Answers plus(Answers other) {
      return new Answers(all + other.all, late + other.late, far + other.far);
    }

    double lateShare() {
      return all == 0 ? 0 : (double) late / all;
    }

    double farShare() {
      return all == 0 ? 0 : (double) far / all;
    }
  }

  /** Answers one after the other, of which hardly any was late. */
  record Run(Instant began, Answers answers) {
    private static final double LATE = 0.02;

    /** Boxes that are late with a third of their answers give no such run. */
    private static final long A_FEW = 30;

    /** Boxes that are late with a twelfth of their answers give no such run. */
    private static final long MANY = 200;

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

    static Run from(Instant now) {
      return new Run(now, Answers.NONE);
    }

    Run plus(Instant now, Answers more) {
      Answers longer = answers.plus(more);
      return longer.late() > 1 + LATE * longer.all() ? from(now) : new Run(began, longer);
    }

    boolean isOfAFew() {
      return answers.all() >= A_FEW;
    }

    boolean showsWarmth(Instant now) {
      return answers.all() >= MANY && !now.isBefore(began.plus(LONG_ENOUGH));
    }
  }
}
