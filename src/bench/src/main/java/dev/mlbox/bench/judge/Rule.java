package dev.mlbox.bench.judge;

/** Decides on one rollout; made anew for each. */
interface Rule {

  /**
   * Sees what came in one more second.
   *
   * @param second of the rollout, from 0
   * @param step of the canary
   * @param weight of that step
   * @return whether the canary is to be reverted now
   */
  boolean reverts(long second, int step, double weight, Counts counts);
}
