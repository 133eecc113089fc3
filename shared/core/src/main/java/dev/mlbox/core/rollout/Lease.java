package dev.mlbox.core.rollout;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who serves, and for how long the canary may take part without somebody saying so again.
 *
 * <p>Boxes read it; the pilot writes it. The weight counts until {@code ttl} after a box last saw
 * {@code renewal} change, by that box's own clock, so that no two machines' clocks are compared.
 * After that the canary's weight is 0 until the next renewal. Where the stable version answers is
 * not leased: it stays.
 *
 * <p>A box of version v acts by name. v is the stable version: it draws each request at random,
 * sends {@code weight} of them to the canary and covers those that fail. v is the canary: it
 * answers. v is neither (an old version after a promotion, or a front without a model): it forwards
 * everything to the stable version.
 *
 * @param renewal counts writes; any change renews
 * @param ttl the life of a weight without renewal
 * @param weight the canary's share
 * @param stable who answers
 * @param canary who is on trial; null when nobody is
 * @param coverAfter how long the canary may take before the stable model answers in its place
 */
public record Lease(
    long renewal,
    Duration ttl,
    Weight weight,
    Route stable,
    @Nullable Route canary,
    Duration coverAfter) {

  public Lease {
    if (canary == null && !weight.isZero()) {
      throw new IllegalArgumentException("a weight of " + weight + " without a canary");
    }
  }

  /** The same, one renewal later. */
  public Lease renewed() {
    return new Lease(renewal + 1, ttl, weight, stable, canary, coverAfter);
  }

  public Lease with(Weight share) {
    return new Lease(renewal + 1, ttl, share, stable, canary, coverAfter);
  }

  public Lease coveringAfter(Duration limit) {
    return new Lease(renewal, ttl, weight, stable, canary, limit);
  }

  /** The same, with the stable version at another place. */
  public Lease servedAt(Route place) {
    return new Lease(renewal + 1, ttl, weight, place, canary, coverAfter);
  }

  /** Nothing but this version serves. */
  public static Lease only(Route stable, Duration ttl) {
    return new Lease(0, ttl, Weight.ZERO, stable, null, Duration.ofSeconds(1));
  }
}
