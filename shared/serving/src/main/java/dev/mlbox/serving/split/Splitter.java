package dev.mlbox.serving.split;

import dev.mlbox.core.rollout.Holdout;
import dev.mlbox.core.rollout.Route;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides who answers a request. It has no clock, no connection and no counter.
 *
 * <p>Requests never go round in circles: a box that passes one on as a relay marks it with {@link
 * #RELAYED}, and whoever gets it so marked may still draw for a canary, or relay it once more:
 * boxes hear of a lease one after the other, and who is asked as the stable version may know that
 * it is so no more. One that was passed on twice is marked {@link #FINAL} and answered where it
 * arrives.
 */
public final class Splitter {
  /** Hops of a request on its way to the stable version. */
  public static final int RELAYED = 1;

  /** Hops of a request that must be answered where it is. */
  public static final int FINAL = 2;

  /** Until who is asked in another's place has answered. */
  private static final Duration COVERING = Duration.ofSeconds(1);

  private final String version;
  private final boolean hasModel;
  private final DoubleSupplier random;

  /**
   * @param version of this box
   * @param hasModel false for a front
   * @param random uniform on [0, 1), independent from call to call, from several threads
   */
  public Splitter(String version, boolean hasModel, DoubleSupplier random) {
    this.version = version;
    this.hasModel = hasModel;
    this.random = random;
  }

  /**
   * Who answers a prediction.
   *
   * @param view the last lease; null when there is none
   * @param now of the clock behind the view
   * @param hops how often the request was passed on
   * @param user who stays with one version; null when the request is drawn for itself
   */
  public Choice choose(@Nullable LeaseView view, long now, int hops, @Nullable String user) {
    if (hops >= FINAL) {
      return own("a request that was passed on twice has reached a box without a model");
    }
    if (view == null) {
      return hasModel ? Choice.Stable.ALONE : new Choice.Nobody("no lease was read yet");
    }
    if (hasModel && isStable(view)) {
      return draw(view, now, user);
    }
    if (isCanary(view) && !isLedHere(view)) {
      return new Choice.Early(view.stable(), view.lease().coverAfter());
    }
    return isCanary(view) && hops == 0 ? onTrial(view, now) : elsewhere(view, hops);
  }

  /** Whether requests come to the canary past the stable version's boxes. */
  private static boolean isLedHere(LeaseView view) {
    return view.lease().splitting().isOutside();
  }

  private boolean isCanary(LeaseView view) {
    Route canary = view.lease().canary();
    return hasModel && canary != null && canary.version().equals(version);
  }

  /** Whoever splits has no lease; the canary has one, and answers nobody without it. */
  private Choice onTrial(LeaseView view, long now) {
    double weight = view.weight(now).share();
    return weight == 0
        ? elsewhere(view, 0)
        : new Choice.OnTrial(new Draw(version, weight), view.stable(), view.lease().coverAfter());
  }

  /** Who answers anything that is not a prediction: the stable version, and nothing is drawn. */
  public Choice chooseUndrawn(@Nullable LeaseView view, int hops) {
    if (view == null || hops >= FINAL || (hasModel && isStable(view))) {
      return own(view == null ? "no lease was read yet" : "the request was passed on twice");
    }
    return elsewhere(view, hops);
  }

  private boolean isStable(LeaseView view) {
    return view.lease().stable().version().equals(version);
  }

  private Choice draw(LeaseView view, long now, @Nullable String user) {
    LeaseView.Trial trial = view.trial(now);
    if (trial == null) {
      return Choice.Stable.ALONE;
    }
    if (trial.weight() == 0) {
      return falls(view.shadow(now).share())
          ? new Choice.Shadowed(
              Draw.ofCopy(trial.version()), trial.address(), trial.version(), trial.coverAfter())
          : Choice.Stable.ALONE;
    }
    Draw draw = new Draw(trial.version(), trial.weight());
    if (isLedHere(view)) {
      return new Choice.Stable(draw, trial.coverAfter());
    }
    boolean given = isGiven(trial, user);
    // Of the version on trial, which in a watch is this box's own.
    boolean compared = given != trial.heldOut() && falls(view.lease().compared().share());
    if (given) {
      return new Choice.Canary(
          draw, trial.address(), trial.version(), trial.coverAfter(), compared, trial.heldOut());
    }
    return trial.heldOut()
        ? new Choice.Watched(draw, trial.address(), trial.version(), trial.coverAfter(), compared)
        : new Choice.Stable(draw, trial.coverAfter());
  }

  /** Whoever keeps a share keeps the users that the canary would have come to last. */
  private boolean isGiven(LeaseView.Trial trial, @Nullable String user) {
    if (user == null) {
      return random.getAsDouble() < trial.weight();
    }
    return trial.heldOut()
        ? UserPoint.of(user, version) >= 1 - trial.weight()
        : UserPoint.of(user, trial.version()) < trial.weight();
  }

  private boolean falls(double share) {
    return share > 0 && random.getAsDouble() < share;
  }

  private Choice elsewhere(LeaseView view, int hops) {
    if (isCanary(view) && !isLedHere(view)) {
      return new Choice.Own();
    }
    return hasModel || hops < RELAYED
        ? new Choice.Relay(view.stable(), relayLimit(view))
        : new Choice.Nobody("the stable version's address leads to a box without a model");
  }

  /** Whoever covers in a watch need not wait until a client has gone to answer in its place. */
  private Duration relayLimit(LeaseView view) {
    Duration longest = view.lease().coverAfter();
    Holdout holdout = view.lease().holdout();
    if (holdout == null || !holdout.route().version().equals(version)) {
      return longest;
    }
    // There the promoted version's box waits first, and asks somebody then.
    Duration soon = holdout.coverAfter().multipliedBy(2).plus(COVERING);
    return soon.compareTo(longest) < 0 ? soon : longest;
  }

  private Choice own(String whyNot) {
    return hasModel ? new Choice.Own() : new Choice.Nobody(whyNot);
  }
}
