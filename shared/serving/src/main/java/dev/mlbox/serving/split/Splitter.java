package dev.mlbox.serving.split;

import dev.mlbox.core.rollout.Route;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides who answers a request. It has no clock, no connection and no counter.
 *
 * <p>Requests never go round in circles: a box that passes one on as a relay marks it with {@link
 * #RELAYED}, and whoever gets it so marked may still draw for a canary but not relay it again; one
 * given to the canary is marked {@link #FINAL} and answered where it arrives.
 */
public final class Splitter {
  /** Hops of a request on its way to the stable version. */
  public static final int RELAYED = 1;

  /** Hops of a request that must be answered where it is. */
  public static final int FINAL = 2;

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
    return isCanary(view) && hops == 0 && isLedHere(view)
        ? onTrial(view, now)
        : elsewhere(view, hops);
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
          draw, trial.address(), trial.version(), trial.coverAfter(), compared);
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
    if (hasModel && ((isCanary(view) && !isLedHere(view)) || hops >= RELAYED)) {
      return new Choice.Own();
    }
    if (hops >= RELAYED) {
      return new Choice.Nobody("the stable version's address leads to a box without a model");
    }
    return new Choice.Relay(view.stable(), view.lease().coverAfter());
  }

  private Choice own(String whyNot) {
    return hasModel ? new Choice.Own() : new Choice.Nobody(whyNot);
  }
}
