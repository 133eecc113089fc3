package dev.mlbox.serving.split;

import dev.mlbox.core.rollout.Lease;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Remembers the last lease and when it was renewed, by this box's own monotonic clock. */
public final class LeaseClock {
  private final LongSupplier nanos;
  private volatile @Nullable LeaseView view;

  /**
   * @param nanos a monotonic clock, as {@link System#nanoTime()}
   */
  public LeaseClock(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Takes note of a lease that was just read.
   *
   * @throws IllegalArgumentException when an address in it is none; the last one stays
   */
  public synchronized void saw(Lease lease) {
    LeaseView last = view;
    Long renewedAt = null;
    if (last != null) {
      boolean renewed = lease.renewal() != last.lease().renewal();
      renewedAt = renewed ? Long.valueOf(nanos.getAsLong()) : last.renewedAt();
    }
    view = LeaseView.of(lease, renewedAt);
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

  /** Seconds since the last renewal; not a number before the first. */
  public double ageSeconds() {
    LeaseView last = view;
    Long renewedAt = last == null ? null : last.renewedAt();
    return renewedAt == null ? Double.NaN : (now() - renewedAt) / 1e9;
  }
}
