package dev.mlbox.core.run;

import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.LiveBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How fast requests come, and looks follow each other. */
final class Rhythm {
  /** Looks in an interval while evidence gathers. */
  private static final int SOONER = 5;

  private final Duration interval;
  private Duration lookTook = Duration.ZERO;
  private double rate;
  private long seenRequests;
  private @Nullable Instant seenAt;

  Rhythm(Duration interval) {
    this.interval = interval;
  }

  /** Keeps how long a look took. */
  void looked(Duration took) {
    lookTook = took;
  }

  /**
   * Sooner while evidence gathers against the canary, as no number of looks makes a false revert
   * likelier; but never looks for more than half of the time.
   *
   * @param doubted whether the canary has been worse of late, which may soon be over
   */
  Duration untilNextLook(Assessment assessment, boolean doubted) {
    return doubted || assessment.isGathering() ? soonest() : interval;
  }

  /** Before this nobody looks again, whatever happens. */
  Duration soonest() {
    Duration sooner = interval.dividedBy(SOONER);
    Duration least = lookTook.compareTo(sooner) > 0 ? lookTook : sooner;
    return least.compareTo(interval) < 0 ? least : interval;
  }

  /**
   * After how many bad answers of a canary it is worth a look before it is due: when they could
   * prove it worse, and are more than an equal one would have by then.
   *
   * @param share of the requests that the canary gets
   * @return at least 1; empty when nothing that boxes can tell is judged
   */
  OptionalLong worthALook(Assessment assessment, double share) {
    double usual = assessment.stableBad() * rate * share * interval.toMillis() / 1000.0;
    OptionalLong fewest = assessment.fewestBad(share);
    return fewest.isEmpty()
        ? fewest
        : OptionalLong.of(fewest.getAsLong() + (long) Math.ceil(2 * usual));
  }

  /** Of both versions since this was last asked; 0 at first. */
  double requestsPerSecond(List<LiveBatch> log, Instant now) {
    long total =
        LiveBatch.requests(log).stream()
            .mapToLong(batch -> batch.stable().requests() + batch.canary().requests())
            .sum();
    Instant before = seenAt;
    double seconds = before == null ? 0 : Duration.between(before, now).toMillis() / 1000.0;
    rate = seconds <= 0 ? 0 : (total - seenRequests) / seconds;
    seenRequests = total;
    seenAt = now;
    return rate;
  }
}
