package dev.mlbox.core.judge.peer;

/**
 * What was counted in one minute.
 *
 * @param number whole minutes since the rollout began
 * @param stable requests given to the stable version
 * @param stableBad of these, errors
 * @param canary requests given to the canary
 * @param canaryBad of these, errors
 */
public record Minute(long number, long stable, long stableBad, long canary, long canaryBad) {

  double canaryShare() {
    return (double) canaryBad / canary;
  }

  double stableShare() {
    return (double) stableBad / stable;
  }
}
