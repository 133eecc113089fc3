package dev.mlbox.core.stats;

/**
 * Benjamini and Hochberg's step-up correction: rejecting what is at or below α keeps the expected
 * share of false rejections at α for independent or positively dependent tests (Benjamini and
 * Hochberg, 1995, J. R. Statist. Soc. B 57:289).
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /**
   * Adjusted p-values {@code min over j >= i of min(1, m p(j)/j)}, j counting from the smallest.
   *
   * @param p p-values in [0, 1], in any order
   * @return adjusted ones, in the same order
   */
  public static double[] adjust(double[] p) {
    RadixOrder order = RadixOrder.ascending(p);
    double[] adjusted = new double[p.length];
    double smallest = 1;
    for (int rank = p.length - 1; rank >= 0; rank--) {
      int row = order.row(rank);
      Require.share("a p-value", p[row]);
      smallest = Math.min(smallest, p.length * p[row] / (rank + 1));
      adjusted[row] = smallest;
    }
    return adjusted;
  }
}
