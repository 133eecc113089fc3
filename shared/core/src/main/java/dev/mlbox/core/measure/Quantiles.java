package dev.mlbox.core.measure;

import dev.mlbox.core.stats.RadixOrder;

/**
 * Weighted quantiles of one column: the inverted distribution function, averaged where it is flat.
 */
final class Quantiles {
  /** A cumulative weight this close to the wanted one has met it. */
  private static final double ROUNDING = 0x1p-52;

  private final double[] ascending;
  private final double[] cumulative;

  private Quantiles(double[] ascending, double[] cumulative) {
    this.ascending = ascending;
    this.cumulative = cumulative;
  }

  /** Rows without weight are left out; at least one must have some. */
  static Quantiles of(double[] values, Weights weights) {
    RadixOrder order = RadixOrder.ascending(values);
    double[] ascending = new double[values.length];
    double[] cumulative = new double[values.length];
    double sum = 0;
    int kept = 0;
    for (int rank = 0; rank < values.length; rank++) {
      int row = order.row(rank);
      double weight = weights.of(row);
      if (weight > 0) {
        sum += weight;
        ascending[kept] = values[row];
        cumulative[kept++] = sum;
      }
    }
    return new Quantiles(
        java.util.Arrays.copyOf(ascending, kept), java.util.Arrays.copyOf(cumulative, kept));
  }

  /** The value that a share of the weight does not exceed. */
  double at(double share) {
    double wanted = share * cumulative[cumulative.length - 1];
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean met = cumulative[low] - wanted <= ROUNDING && low + 1 < ascending.length;
    return met ? (ascending[low] + ascending[low + 1]) / 2 : ascending[low];
  }
}
