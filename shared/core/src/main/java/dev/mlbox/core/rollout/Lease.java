package dev.mlbox.core.rollout;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who serves, and for how long the canary may take part without somebody saying so again.
 *
 * <p>Where somebody else splits ({@link Manner#by}), the stable version's boxes draw nothing: the
 * canary answers what reaches it while the weight counts, covered by the stable version, and passes
 * everything on to it otherwise.
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
 * @param manner which requests the canary sees; null: {@link Manner#PLAIN}
 */
public record Lease(
    long renewal,
    Duration ttl,
    Weight weight,
    Route stable,
    @Nullable Route canary,
    Duration coverAfter,
    @Nullable Manner manner) {

  /**
   * How long a box of another version waits for the stable one before it answers itself: long,
   * because its own version is one that was left, perhaps for being bad.
   */
  public static final Duration RELAY_LIMIT = Duration.ofSeconds(10);

  public Lease {
    if (canary == null && !weight.isZero()) {
      throw new IllegalArgumentException("a weight of " + weight + " without a canary");
    }
  }

  /** One in the plain manner. */
  public Lease(
      long renewal,
      Duration ttl,
      Weight weight,
      Route stable,
      @Nullable Route canary,
      Duration coverAfter) {
    this(renewal, ttl, weight, stable, canary, coverAfter, null);
  }

  /** The share of requests of which the canary gets a copy. */
  public Weight shadow() {
    return manner == null || canary == null ? Weight.ZERO : manner.shadow();
  }

  /** The header by which users stay with one version; null when each request is drawn. */
  public @Nullable String sticky() {
    return manner == null ? null : manner.sticky();
  }

  /** Who gives the canary its share. */
  public Splitting splitting() {
    return manner == null ? Splitting.BOX : manner.splitting();
  }

  /** The same in another manner. */
  public Lease in(Manner how) {
    return new Lease(renewal, ttl, weight, stable, canary, coverAfter, how);
  }

  /** The same, one renewal later. */
  public Lease renewed() {
    return new Lease(renewal + 1, ttl, weight, stable, canary, coverAfter, manner);
  }

  public Lease with(Weight share) {
    return new Lease(renewal + 1, ttl, share, stable, canary, coverAfter, manner);
  }

  public Lease coveringAfter(Duration limit) {
    return new Lease(renewal, ttl, weight, stable, canary, limit, manner);
  }

  /** The same, with the stable version at another place. */
  public Lease servedAt(Route place) {
    return new Lease(renewal + 1, ttl, weight, place, canary, coverAfter, manner);
  }

  /** Nothing but this version serves. */
  public static Lease only(Route stable, Duration ttl) {
    return new Lease(0, ttl, Weight.ZERO, stable, null, RELAY_LIMIT);
  }
}
