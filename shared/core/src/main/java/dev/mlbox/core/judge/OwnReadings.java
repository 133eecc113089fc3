package dev.mlbox.core.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns readings of one of the user's own metrics into batches. The first reading of a counter is
 * no evidence; a counter that fell has begun anew. Events are compared with the share of requests
 * that each arm had between two readings, so that a weight that changed in between deceives nobody.
 */
public final class OwnReadings {
  private final OwnMetric metric;
  private final double ratio;
  private @Nullable Instant due;
  private @Nullable Values before;
  private long stableRequests;
  private long canaryRequests;

  /**
   * @param ratio that is tolerated, of the levels of both arms
   */
  public OwnReadings(OwnMetric metric, double ratio) {
    this.metric = metric;
    this.ratio = ratio;
  }

  /** What both versions have at one moment. */
  public record Values(double stable, double canary) {}

  /** Counts requests by arm, for the share between two readings. */
  public void count(LiveBatch requests) {
    if (requests.step() != LiveBatch.SHADOW && requests.signal().equals(LiveBatch.REQUESTS)) {
      stableRequests += requests.stable().requests();
      canaryRequests += requests.canary().requests();
    }
  }

  /** Whether it is time to read; if so, the next time is fixed. */
  public boolean isDue(Instant now) {
    Instant next = due;
    if (next != null && now.isBefore(next)) {
      return false;
    }
    due = now.plus(metric.every());
    return true;
  }

  /**
   * What a reading adds; empty when it adds nothing yet.
   *
   * @param began minutes are counted from there
   */
  public Optional<LiveBatch> read(Values values, int step, Instant began, Instant now) {
    long minute = Math.max(0, Duration.between(began, now).toMinutes());
    boolean level = metric.form() == OwnMetric.Form.LEVEL;
    return level ? level(values, minute, step) : events(values, minute, step);
  }

  private Optional<LiveBatch> level(Values values, long minute, int step) {
    if (canaryRequests == 0 || Double.isNaN(values.canary()) || Double.isNaN(values.stable())) {
      // A version that nobody asks has no figure worth comparing, and one may not be known yet.
      return Optional.empty();
    }
    canaryRequests = 0;
    stableRequests = 0;
    // A share of the size, as with gates: 1.5 times a loss of 10 is less than it, not more.
    boolean worse =
        metric.higherIsWorse()
            ? values.canary() > values.stable() + (ratio - 1) * Math.abs(values.stable())
            : values.canary() < values.stable() - (1 - 1 / ratio) * Math.abs(values.stable());
    return Optional.of(
        batch(minute, step, 0.5, ArmOutcome.NONE, new ArmOutcome(1, worse ? 1 : 0, 0, 0)));
  }

  private Optional<LiveBatch> events(Values values, long minute, int step) {
    Values last = before;
    if (last == null) {
      before = values;
      canaryRequests = 0;
      stableRequests = 0;
      return Optional.empty();
    }
    if (canaryRequests == 0 || stableRequests == 0) {
      // Without requests on both arms there is no share; events wait for the next reading.
      return Optional.empty();
    }
    before = values;
    ArmOutcome stable = new ArmOutcome(stableRequests, since(last.stable(), values.stable()), 0, 0);
    ArmOutcome canary = new ArmOutcome(canaryRequests, since(last.canary(), values.canary()), 0, 0);
    double share = (double) canaryRequests / (canaryRequests + stableRequests);
    canaryRequests = 0;
    stableRequests = 0;
    return Optional.of(batch(minute, step, share, stable, canary));
  }

  private static long since(double before, double now) {
    return Math.max(0, Math.round(now < before ? now : now - before));
  }

  private LiveBatch batch(
      long minute, int step, double share, ArmOutcome stable, ArmOutcome canary) {
    return new LiveBatch(minute, step, share, stable, canary, java.util.Map.of(), metric.name());
  }
}
