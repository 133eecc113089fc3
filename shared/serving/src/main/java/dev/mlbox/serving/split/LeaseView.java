package dev.mlbox.serving.split;

import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lease as one box sees it: its words, and when that box last saw it renewed.
 *
 * @param lease as last read
 * @param stable where the stable version answers
 * @param canary where the canary answers; null when nobody is on trial
 * @param renewedAt the box's monotonic clock in nanoseconds when {@code renewal} last changed
 *     before its eyes; null when it has not yet. A box that starts long after the pilot died reads
 *     a lease like any other, so reading it once renews nothing
 */
public record LeaseView(
    Lease lease, Address stable, @Nullable Address canary, @Nullable Long renewedAt) {

  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * @throws IllegalArgumentException when an address in it is none, or a time is out of bounds
   */
  static LeaseView of(Lease lease, @Nullable Long renewedAt) {
    requireBounded("ttl", lease.ttl());
    requireBounded("coverAfter", lease.coverAfter());
    Route canary = lease.canary();
    return new LeaseView(
        lease,
        Address.parse(lease.stable().address()),
        canary == null ? null : Address.parse(canary.address()),
        renewedAt);
  }

  private static void requireBounded(String what, Duration time) {
    if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(what + " is more than 0 and at most a day, not: " + time);
    }
  }

  /** The canary's share at a time of the same clock: 0 once the lease has run out. */
  public Weight weight(long now) {
    return isInForce(now) ? lease.weight() : Weight.ZERO;
  }

  /** The share of requests that are copied to the canary: 0 once the lease has run out. */
  public Weight shadow(long now) {
    return isInForce(now) ? lease.shadow() : Weight.ZERO;
  }

  /** The header by which users stay with one version; null when each request is drawn. */
  public @Nullable String sticky() {
    return lease.sticky();
  }

  /** Into which answers are sorted while this canary is on trial; null when they are not. */
  public @Nullable Bins bins(String canaryVersion) {
    Route onTrial = lease.canary();
    return onTrial == null || !onTrial.version().equals(canaryVersion) ? null : lease.bins();
  }

  private boolean isInForce(long now) {
    return renewedAt != null && now - renewedAt < lease.ttl().toNanos();
  }
}
