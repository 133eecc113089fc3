package dev.mlbox.engine.local;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A process that was started; whether it still lives is for {@link Processes} to see.
 *
 * @param identity which one it is
 * @param launch how it was started
 * @param launches when, within the last ten minutes, this one included
 * @param ending whether somebody has told it to end
 */
record BoxProcess(Identity identity, Launch launch, List<Instant> launches, boolean ending) {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  /** So many starts within ten minutes are no accident any more. */
  private static final int TOO_OFTEN = 3;

  BoxProcess {
    launches = List.copyOf(launches);
  }

  /**
   * What tells a process from one that was given the same number later.
   *
   * @param marker on its command line, never used twice
   * @param pid its number
   * @param started when, as the operating system says
   */
  record Identity(String marker, long pid, Instant started) {}

  BoxProcess toldToEnd() {
    return new BoxProcess(identity, launch, launches, true);
  }

  /** The launches that still count at a time. */
  List<Instant> recent(Instant now) {
    return launches.stream().filter(at -> at.isAfter(now.minus(REMEMBERED))).toList();
  }

  /** How long to wait before it is started once more: longer and longer, if it keeps dying. */
  Duration pauseBeforeNext(Instant now, Duration longest) {
    List<Instant> recent = recent(now);
    if (recent.size() < 2) {
      return Duration.ZERO;
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(recent.size() - 2, 10));
    Duration left =
        Duration.between(
            now,
            recent.get(recent.size() - 1).plus(pause.compareTo(longest) < 0 ? pause : longest));
    return left.isNegative() ? Duration.ZERO : left;
  }

  boolean diesTooOften(Instant now) {
    return recent(now).size() >= TOO_OFTEN;
  }
}
