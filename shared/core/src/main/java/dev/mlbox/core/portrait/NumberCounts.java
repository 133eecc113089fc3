package dev.mlbox.core.portrait;

/**
 * Counts of numbers in about a million buckets that are as narrow as the numbers are close to 0:
 * 256 to each power of two. Takes one pass, no sorting, and the same memory however many rows there
 * are.
 */
final class NumberCounts {
  private static final int SHIFT = 44;
  private static final int BUCKETS = 1 << (Long.SIZE - SHIFT);

  private final int[] counts = new int[BUCKETS];
  private long rows;

  void add(double number) {
    counts[bucket(number)]++;
    rows++;
  }

  long rows() {
    return rows;
  }

  /**
   * A number such that about this share of all is not larger, within 0.4 % of its size.
   *
   * @param share 0 to 1
   */
  double quantile(double share) {
    long wanted = Math.max(1, (long) Math.ceil(share * rows));
    long seen = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      seen += counts[bucket];
      if (seen >= wanted) {
        return middle(bucket);
      }
    }
    return 0;
  }

  /** The leading bits, in the order of the numbers. */
  static int bucket(double number) {
    long bits = Double.doubleToRawLongBits(number + 0.0);
    return (int) ((bits ^ ((bits >> (Long.SIZE - 1)) | Long.MIN_VALUE)) >>> SHIFT);
  }

  private static double middle(int bucket) {
    if (bucket == bucket(0)) {
      return 0;
    }
    long key = ((long) bucket << SHIFT) | (1L << (SHIFT - 1));
    return Double.longBitsToDouble(key < 0 ? key ^ Long.MIN_VALUE : ~key);
  }
}
