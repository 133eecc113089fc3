package dev.mlbox.core.rollout;

/**
 * How the boxes of one version are.
 *
 * @param wanted how many there should be
 * @param ready how many answer, and are known to
 * @param trouble the target's own words for what keeps boxes from becoming ready for good (crash
 *     loop, image that cannot be pulled, out of memory); empty when nothing does
 * @param waiting the target's own words for what the boxes that do not answer yet are doing; empty
 *     when all answer, or when nothing is known
 * @param answering how many answer when they are asked, though the target may think otherwise; at
 *     least as many as are ready
 */
public record Health(int wanted, int ready, String trouble, String waiting, int answering) {

  /** Of hundreds of boxes one is nearly always on its way from a node to another. */
  private static final int ONE_MISSING_OF = 50;

  public static final Health NONE = new Health(0, 0, "");

  /** Of boxes of which nothing more is known. */
  public Health(int wanted, int ready, String trouble) {
    this(wanted, ready, trouble, "");
  }

  /** Of boxes that answer if they are ready. */
  public Health(int wanted, int ready, String trouble, String waiting) {
    this(wanted, ready, trouble, waiting, ready);
  }

  /** Whether enough answer: all of them, but for one in fifty. */
  public boolean isReady() {
    return wanted > 0 && ready >= wanted - wanted / ONE_MISSING_OF && trouble.isEmpty();
  }

  /** Whether anybody answers at all. */
  public boolean isAlive() {
    return answering > 0;
  }
}
