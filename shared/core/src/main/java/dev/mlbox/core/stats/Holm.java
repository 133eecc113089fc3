package dev.mlbox.core.stats;

/**
 * Holm's step-down correction: rejecting what is at or below α keeps the probability of any false
 * rejection at α, whatever the dependence (Holm, 1979, Scandinavian Journal of Statistics 6:65).
 */
public final class Holm {
  private Holm() {}

  /**
   * Adjusted p-values {@code max over j <= i of min(1, (m − j + 1) p(j))}, j counting from the
   * smallest.
   *
   * @param p p-values in [0, 1], in any order
   * @return adjusted ones, in the same order
   */
  public static double[] adjust(double[] p) {
    RadixOrder order = RadixOrder.ascending(p);
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int rank = 0; rank < p.length; rank++) {
      int row = order.row(rank);
      Require.share("a p-value", p[row]);
      largest = Math.max(largest, Math.min(1, (p.length - rank) * p[row]));
      adjusted[row] = largest;
    }
    return adjusted;
  }
}
