package dev.mlbox.core.rollout;

/**
 * How the boxes of one version are.
 *
 * @param wanted how many there should be
 * @param ready how many answer
 * @param trouble the target's own words for what keeps boxes from becoming ready for good (crash
 *     loop, image that cannot be pulled, out of memory); empty when nothing does
 */
public record Health(int wanted, int ready, String trouble) {

  public static final Health NONE = new Health(0, 0, "");

  public boolean isReady() {
    return wanted > 0 && ready >= wanted && trouble.isEmpty();
  }

  /** Whether anybody answers at all. */
  public boolean isAlive() {
    return ready > 0;
  }
}
