package dev.mlbox.core.rollout;

import java.time.Instant;

/** Where a rollout stands. Saved in the target, so that anybody can go on from it. */
public sealed interface RolloutState {

  /** When it was entered. */
  Instant since();

  /** Whether nothing will happen any more by itself. */
  default boolean isFinal() {
    return this instanceof Succeeded || this instanceof Reverted || this instanceof Halted;
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

  /** The new version serves, the old one is kept warm. */
  record Watching(Instant since, String note) implements RolloutState {}

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

  /** No safe end without a person. */
  record Halted(Instant since, String reason) implements RolloutState {}
}
