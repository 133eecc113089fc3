package dev.mlbox.core.rollout;

import java.time.Duration;
import java.util.List;

/**
 * How far a canary goes, and how long each thing may take.
 *
 * @param weights of the steps, rising, above 0 % and at most 100 %; at least one
 * @param stepAfter a step lasts at least this long
 * @param stepRequests and until the canary was given this many requests
 * @param stepPatience how long a step may wait for them; the whole canary may take the sum
 * @param unproven what happens when patience ends without an answer
 * @param watch how long a promoted version is watched with the old one kept warm
 * @param ready how long boxes may take to become ready
 * @param manner which requests the canary sees
 * @param promotion who promotes it once it is proven
 * @param holdout the share that the old version keeps in the watch; 0 for none, at most ½
 */
public record Rules(
    List<Weight> weights,
    Duration stepAfter,
    int stepRequests,
    Duration stepPatience,
    Unproven unproven,
    Duration watch,
    Duration ready,
    Manner manner,
    Promotion promotion,
    Weight holdout) {

  /** The share that the old version keeps unless it is set. */
  public static final Weight HOLDOUT = new Weight(0.01);

  /** Two arms of the same size tell a difference soonest. */
  private static final Weight HALF = new Weight(0.5);

  public Rules {
    if (holdout.compareTo(HALF) > 0) {
      throw new IllegalArgumentException("the old version keeps at most 50%, not " + holdout);
    }
    weights = List.copyOf(weights);
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("a canary needs at least one step");
    }
    Weight before = Weight.ZERO;
    for (Weight weight : weights) {
      if (weight.compareTo(before) <= 0) {
        throw new IllegalArgumentException(
            "weights rise from step to step: " + weight + " comes after " + before);
      }
      before = weight;
    }
    if (before.share() == 1) {
      throw new IllegalArgumentException(
          "a canary of 100% has nothing to be compared with; the promotion is that step");
    }
  }

  /** Rules in the plain manner, without a person. */
  public Rules(
      List<Weight> weights,
      Duration stepAfter,
      int stepRequests,
      Duration stepPatience,
      Unproven unproven,
      Duration watch,
      Duration ready) {
    this(
        weights,
        stepAfter,
        stepRequests,
        stepPatience,
        unproven,
        watch,
        ready,
        Manner.PLAIN,
        Promotion.AUTO,
        HOLDOUT);
  }

  /** The same in another manner. */
  public Rules in(Manner how) {
    return new Rules(
        weights,
        stepAfter,
        stepRequests,
        stepPatience,
        unproven,
        watch,
        ready,
        how,
        promotion,
        holdout);
  }

  /** The same, promoted in another way. */
  public Rules promoted(Promotion other) {
    return new Rules(
        weights,
        stepAfter,
        stepRequests,
        stepPatience,
        unproven,
        watch,
        ready,
        manner,
        other,
        holdout);
  }

  /** The same, of which the old version keeps another share in the watch. */
  public Rules holdingOut(Weight share) {
    return new Rules(
        weights,
        stepAfter,
        stepRequests,
        stepPatience,
        unproven,
        watch,
        ready,
        manner,
        promotion,
        share);
  }

  /**
   * What the old version has of the requests in the watch. Users who stay with one version are not
   * moved back: then it is no more than it had in the last step.
   *
   * @param doubted whether the new version looks worse than the old one was
   */
  public Weight heldOut(boolean doubted) {
    Weight wanted = doubted && !holdout.isZero() ? HALF : holdout;
    Weight left = new Weight(1 - weights.get(weights.size() - 1).share());
    return manner.sticky() != null && left.compareTo(wanted) < 0 ? left : wanted;
  }

  /** The longest that all steps together may take. */
  public Duration patience() {
    return stepPatience.multipliedBy(weights.size());
  }

  /** What becomes of a canary that is not proven when patience ends, in words. */
  public String afterPatience() {
    return switch (unproven) {
      case PROMOTE -> promotion.isManual() ? "a person is asked" : "it is promoted unproven";
      case REVERT -> "it is reverted";
      case HOLD -> "it is held";
    };
  }

  /** The share of requests that comes after a state: what boxes have to be there for. */
  public Weight ahead(RolloutState state) {
    if (state instanceof RolloutState.Preparing
        || state instanceof RolloutState.Probing
        || state instanceof RolloutState.Shadowing) {
      return weights.get(0);
    }
    return state instanceof RolloutState.Shifting shifting && !isLast(shifting.step())
        ? weights.get(shifting.step() + 1)
        : Weight.ALL;
  }

  public boolean isLast(int step) {
    return step == weights.size() - 1;
  }
}
