package dev.mlbox.core.judge;

import java.util.List;

/**
 * One box's counters since it started: what its metrics port answers to {@code GET /mlbox/counts}.
 *
 * @param version of the box
 * @param boot changes when the box starts anew and its counters begin at zero
 * @param splits one for each canary version and weight that the box has ever routed with
 */
public record Tally(String version, String boot, List<Split> splits) {

  public Tally {
    splits = List.copyOf(splits);
  }

  /**
   * Counts of the requests routed while one weight was in force.
   *
   * @param canaryVersion who was on trial; empty when nobody was
   * @param weight the probability with which each request was given to the canary, 0 to 1; ½ for
   *     copies, of which each arm has as many
   * @param shadow whether both arms got every request: the stable version to answer it, the canary
   *     a copy of it
   * @param stable requests given to this box's own model
   * @param canary requests given to the canary
   */
  public record Split(
      String canaryVersion, double weight, boolean shadow, ArmCounts stable, ArmCounts canary) {

    /** Counts of requests that one of the two arms answered. */
    public Split(String canaryVersion, double weight, ArmCounts stable, ArmCounts canary) {
      this(canaryVersion, weight, false, stable, canary);
    }
  }
}
