package dev.mlbox.core.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a rollout stands. Saved in the target, so that anybody can go on from it. */
public sealed interface RolloutState {

  /** When it was entered. */
  Instant since();

  /** Whether nothing will happen any more by itself. */
  default boolean isFinal() {
    return this instanceof Succeeded || this instanceof Reverted || this instanceof Halted;
  }

  /**
   * The same for a driver that goes on where another one stopped. Nobody saw the time between: what
   * waits for evidence, or watches, begins to wait anew, so that a gap never promotes a canary as
   * unproven or ends a watch that nobody kept.
   */
  default RolloutState resumedAt(Instant now) {
    if (this instanceof Preparing) {
      return new Preparing(now);
    } else if (this instanceof Probing) {
      return new Probing(now);
    } else if (this instanceof Shadowing) {
      return new Shadowing(now);
    } else if (this instanceof Shifting shifting) {
      return new Shifting(shifting.step(), now, shifting.started());
    } else if (this instanceof Watching watching) {
      return new Watching(now, watching.note(), watching.doubt());
    } else if (this instanceof Reverting reverting) {
      return new Reverting(now, reverting.reason(), reverting.afterPromotion());
    }
    return this;
  }

  /** Boxes of the new version are being started. */
  record Preparing(Instant since) implements RolloutState {}

  /** The new version is asked rows whose answers are known. */
  record Probing(Instant since) implements RolloutState {}

  /** The canary gets copies of requests; nobody sees its answers. */
  record Shadowing(Instant since) implements RolloutState {}

  /**
   * The canary has a share of the requests.
   *
   * @param step 0 is the first weight
   * @param started when the first step began
   */
  record Shifting(int step, Instant since, Instant started) implements RolloutState {}

  /**
   * The canary keeps its last weight and waits for a person to promote it.
   *
   * @param started when the first step began
   * @param note what was not proven; empty when everything was shown
   */
  record Awaiting(int step, Instant since, Instant started, String note) implements RolloutState {}

  /**
   * All traffic is moving to the new version.
   *
   * @param note what was not proven, or who forced it; empty when everything was shown
   */
  record Promoting(Instant since, String note) implements RolloutState {}

  /**
   * The new version serves, the old one is kept warm and keeps a share to compare with.
   *
   * @param doubt why that share was raised; null while it was not
   */
  record Watching(Instant since, String note, @Nullable Doubt doubt) implements RolloutState {

    public Watching(Instant since, String note) {
      this(since, note, null);
    }
  }

  /**
   * What makes a watched version look worse than the old one was before the promotion.
   *
   * @param since when it was seen
   * @param reason in words
   */
  record Doubt(Instant since, String reason) {}

  /**
   * All traffic is moving to the stable version.
   *
   * @param afterPromotion whether the new version had already taken over
   */
  record Reverting(Instant since, String reason, boolean afterPromotion) implements RolloutState {}

  /** The stable version serves everything. */
  record Reverted(Instant since, String reason) implements RolloutState {}

  /** The new version serves everything. */
  record Succeeded(Instant since, String note) implements RolloutState {}

  /**
   * No safe end without a person.
   *
   * @param onCanary whether the canary has taken over, because nothing is left of the stable
   *     version
   */
  record Halted(Instant since, String reason, boolean onCanary) implements RolloutState {

    /** Traffic stays where it is. */
    public Halted(Instant since, String reason) {
      this(since, reason, false);
    }
  }
}
