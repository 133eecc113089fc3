package dev.mlbox.core.stats;

import java.util.stream.IntStream;

/** Sums over rows, by all processors and the same however many there are. */
final class Blocks {
  private static final int SIZE = 1 << 16;

  private Blocks() {}

  /** Two sums over the rows {@code from} (inclusive) to {@code to} (exclusive). */
  @FunctionalInterface
  interface Part {
    double[] sums(int from, int to);
  }

  /** Adds the sums of blocks of rows, in their order. */
  static double[] sums(int rows, Part part) {
    int blocks = (rows + SIZE - 1) / SIZE;
    double[][] sums = new double[blocks][];
    IntStream.range(0, blocks)
        .parallel()
        .forEach(i -> sums[i] = part.sums(i * SIZE, (int) Math.min(rows, (i + 1L) * SIZE)));
    double first = 0;
    double second = 0;
    for (double[] each : sums) {
      first += each[0];
      second += each[1];
    }
    return new double[] {first, second};
  }
}
