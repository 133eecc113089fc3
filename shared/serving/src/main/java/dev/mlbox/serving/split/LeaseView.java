package dev.mlbox.serving.split;

import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.rollout.Holdout;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lease as one box sees it: its words, and how long ago it may have been renewed.
 *
 * @param lease as last read
 * @param stable where the stable version answers
 * @param canary where the canary answers, or in a watch the version that keeps a share; null when
 *     nobody has one
 * @param renewedAt by the box's monotonic clock in nanoseconds, a time after which {@code renewal}
 *     last changed; null when that is not known. A box that starts long after the pilot died reads
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
    Holdout holdout = lease.holdout();
    if (canary == null && holdout != null) {
      requireBounded("holdout.coverAfter", holdout.coverAfter());
      canary = holdout.route();
    }
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

  /** Who has a share beside the stable version; null when nobody has. */
  @Nullable Trial trial(long now) {
    Route route = lease.canary();
    Holdout holdout = lease.holdout();
    if (canary != null && route != null) {
      return new Trial(route.version(), canary, weight(now).share(), lease.coverAfter(), false);
    }
    return canary == null || holdout == null
        ? null
        : new Trial(
            holdout.route().version(),
            canary,
            isInForce(now) ? holdout.weight().share() : 0,
            holdout.coverAfter(),
            true);
  }

  /**
   * Who has a share.
   *
   * @param version that must answer
   * @param weight its share now
   * @param heldOut whether it is what was before the stable version, not what may come after it
   */
  record Trial(
      String version, Address address, double weight, Duration coverAfter, boolean heldOut) {}

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
