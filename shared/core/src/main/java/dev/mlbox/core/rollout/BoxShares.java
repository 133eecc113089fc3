package dev.mlbox.core.rollout;

/**
 * The shares that numbers of boxes can be: c boxes of a canary beside s of the stable version get c
 * / (s + c) of the connections.
 *
 * @param stable how many boxes the stable version has, at least 1
 */
public record BoxShares(int stable) {
  /** How far a share may be from the weight that was asked for: half a percentage point. */
  private static final double NEAR = 0.005;

  /** How many boxes of the canary come nearest to a weight; at least 1, at most 99 for each box. */
  public int nearest(Weight weight) {
    double share = Math.min(weight.share(), 0.99);
    int below = Math.max(1, (int) Math.floor(stable * share / (1 - share) + 1e-9));
    boolean nextIsNearer =
        Math.abs(share(below + 1) - weight.share()) < Math.abs(share(below) - weight.share());
    return nextIsNearer ? below + 1 : below;
  }

  /** Whether a number of boxes is a weight, to half a percentage point. */
  public boolean meets(Weight weight) {
    return Math.abs(share(nearest(weight)) - weight.share()) <= NEAR;
  }

  /** Such as {@code 33.3%, 1 box beside 2}. */
  public String words(int canary) {
    return "%s%%, %d %s beside %d"
        .formatted(
            Math.round(share(canary) * 1000) / 10.0, canary, canary == 1 ? "box" : "boxes", stable);
  }

  private double share(int canary) {
    return canary / (double) (stable + canary);
  }
}
