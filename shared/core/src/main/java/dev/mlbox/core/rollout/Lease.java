package dev.mlbox.core.rollout;

import dev.mlbox.core.judge.Bins;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who serves, and for how long the canary may take part without somebody saying so again.
 *
 * <p>Where somebody else splits ({@link Manner#by}), the stable version's boxes draw nothing: the
 * canary answers what reaches it while the weight counts, covered by the stable version, and passes
 * everything on to it otherwise.
 *
 * <p>Boxes read it; the pilot writes it. The weight counts until {@code ttl} after {@code renewal}
 * was last changed, which a box bounds by its own clock alone: no two machines' clocks are
 * compared. After that the canary's weight is 0 until the next renewal. Where the stable version
 * answers is not leased: it stays.
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
 * @param bins into which answers of both arms are sorted; null when they are not
 * @param holdout who keeps a share while the stable version is watched; null outside a watch. It is
 *     no canary: its boxes forward what they get directly, so that kept connections follow
 */
public record Lease(
    long renewal,
    Duration ttl,
    Weight weight,
    Route stable,
    @Nullable Route canary,
    Duration coverAfter,
    @Nullable Manner manner,
    @Nullable Bins bins,
    @Nullable Holdout holdout) {

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

  /** One whose answers are not sorted, without a holdout. */
  public Lease(
      long renewal,
      Duration ttl,
      Weight weight,
      Route stable,
      @Nullable Route canary,
      Duration coverAfter,
      @Nullable Manner manner) {
    this(renewal, ttl, weight, stable, canary, coverAfter, manner, null, null);
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

  /** The share of answers of the version on trial that the other one is asked for too. */
  public Weight compared() {
    Weight share = manner == null ? null : manner.compared();
    return share == null ? Weight.ZERO : share;
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
    return new Lease(renewal, ttl, weight, stable, canary, coverAfter, how, bins, holdout);
  }

  /** The same, answers being sorted into bins. */
  public Lease sorting(@Nullable Bins answers) {
    return new Lease(renewal, ttl, weight, stable, canary, coverAfter, manner, answers, holdout);
  }

  /** The same, one renewal later. */
  public Lease renewed() {
    return new Lease(renewal + 1, ttl, weight, stable, canary, coverAfter, manner, bins, holdout);
  }

  /** The same, of which another version keeps a share. */
  public Lease holding(Holdout share) {
    return new Lease(renewal, ttl, weight, stable, canary, coverAfter, manner, bins, share);
  }

  public Lease with(Weight share) {
    return new Lease(renewal + 1, ttl, share, stable, canary, coverAfter, manner, bins, holdout);
  }

  /** The same, of which nobody keeps a share any more. */
  public Lease undivided() {
    return holdout == null
        ? this
        : new Lease(renewal + 1, ttl, weight, stable, canary, coverAfter, manner, bins, null);
  }

  /** Says from where on an answer is slow, ms, to boxes that tell users apart. */
  public Lease slowAbove(double millis) {
    Manner how = manner;
    return how == null || how.sticky() == null || Double.isInfinite(millis)
        ? this
        : in(how.slowAbove(millis));
  }

  /** Whoever has a share by trial is covered for after this; relays wait as long as before. */
  public Lease coveringAfter(Duration limit) {
    if (canary != null) {
      return new Lease(renewal, ttl, weight, stable, canary, limit, manner, bins, holdout);
    }
    return holdout == null ? this : holding(new Holdout(holdout.route(), holdout.weight(), limit));
  }

  /** The same, with the stable version at another place. */
  public Lease servedAt(Route place) {
    return new Lease(renewal + 1, ttl, weight, place, canary, coverAfter, manner, bins, holdout);
  }

  /** Nothing but this version serves. */
  public static Lease only(Route stable, Duration ttl) {
    return new Lease(0, ttl, Weight.ZERO, stable, null, RELAY_LIMIT);
  }
}
