package dev.mlbox.serving.split;

import dev.mlbox.core.rollout.Lease;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last lease and since when at the latest it may be unrenewed, by this box's own
 * monotonic clock.
 *
 * <p>News may be delivered late, so a renewal does not count from when it was heard of, but from
 * the last time that the lease before it was known to be the latest one: it was written after that.
 * No other machine's clock is asked, and a weight ends at most {@code ttl} after the last renewal
 * was written, however late this box hears of it.
 */
public final class LeaseClock {
  private final LongSupplier nanos;
  private volatile @Nullable LeaseView view;
  private @Nullable Long latestAt;

  /**
   * @param nanos a monotonic clock, as {@link System#nanoTime()}
   */
  public LeaseClock(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Takes note of a lease that was read, no matter when it was written.
   *
   * @throws IllegalArgumentException when an address in it is none; the last one stays
   */
  public synchronized void saw(Lease lease) {
    LeaseView last = view;
    Long renewedAt = null;
    if (last != null) {
      boolean renewed = lease.renewal() != last.lease().renewal();
      renewedAt = renewed ? latestAt : last.renewedAt();
    }
    view = LeaseView.of(lease, renewedAt);
  }

  /**
   * Takes note that no lease was newer than the last one.
   *
   * @param then by {@link #now()}, before it was asked
   */
  public synchronized void wasLatest(long then) {
    Long before = latestAt;
    if (before == null || then - before > 0) {
      latestAt = then;
    }
  }

  /** The last lease; null before the first. */
  public @Nullable LeaseView view() {
    return view;
  }

  public long now() {
    return nanos.getAsLong();
  }

  /** The canary's share right now. */
  public double weight() {
    LeaseView last = view;
    return last == null ? 0 : last.weight(now()).share();
  }

  /** How old the last renewal is at most, in seconds; not a number before the first. */
  public double ageSeconds() {
    LeaseView last = view;
    Long renewedAt = last == null ? null : last.renewedAt();
    return renewedAt == null ? Double.NaN : (now() - renewedAt) / 1e9;
  }
}
