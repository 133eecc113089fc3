package dev.mlbox.core.run;

import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.LiveBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How fast requests come, and looks follow each other. */
final class Rhythm {
  /** Looks in an interval while evidence gathers. */
  private static final int SOONER = 5;

  private final Duration interval;
  private Duration lookTook = Duration.ZERO;
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
    Duration sooner = interval.dividedBy(SOONER);
    Duration least = lookTook.compareTo(sooner) > 0 ? lookTook : sooner;
    return (doubted || assessment.isGathering()) && least.compareTo(interval) < 0
        ? least
        : interval;
  }

  /** Of both versions since this was last asked; 0 at first. */
  double requestsPerSecond(List<LiveBatch> log, Instant now) {
    long total =
        LiveBatch.requests(log).stream()
            .mapToLong(batch -> batch.stable().requests() + batch.canary().requests())
            .sum();
    Instant before = seenAt;
    double seconds = before == null ? 0 : Duration.between(before, now).toMillis() / 1000.0;
    double rate = seconds <= 0 ? 0 : (total - seenRequests) / seconds;
    seenRequests = total;
    seenAt = now;
    return rate;
  }
}
