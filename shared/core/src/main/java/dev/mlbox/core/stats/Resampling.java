package dev.mlbox.core.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Draws of n rows with replacement, as counts; each call fills the array it is given. */
interface Resampling {
  void draw(SplittableRandom random, int[] counts);

  /** Draws row by row: time linear in the number of rows. */
  static Resampling ofRows(int rows) {
    return (random, counts) -> {
      Arrays.fill(counts, 0);
      for (int i = 0; i < rows; i++) {
        counts[random.nextInt(rows)]++;
      }
    };
  }

  /**
   * Draws the counts of the cells of a table from their multinomial distribution, one conditional
   * binomial after the other; exactly what drawing row by row and counting would give.
   */
  static Resampling ofTable(int[] table) {
    int rows = total(table);
    return (random, counts) -> {
      int left = rows;
      int mass = rows;
      for (int cell = 0; cell < table.length; cell++) {
        counts[cell] = binomial(random, left, mass == 0 ? 0 : (double) table[cell] / mass);
        left -= counts[cell];
        mass -= table[cell];
      }
    };
  }

  /** Number of rows in a table. */
  static int total(int[] table) {
    int total = 0;
    for (int count : table) {
      Require.that(count >= 0, "a count must not be negative", count);
      total = Math.addExact(total, count);
    }
    return total;
  }

  /**
   * A binomial number by inversion from the mode outwards, which takes about as many steps as the
   * distribution is wide (Kemp, 1986, Communications in Statistics - Theory and Methods 15:805).
   */
  static int binomial(SplittableRandom random, int n, double p) {
    if (n == 0 || p <= 0) {
      return 0;
    }
    if (p >= 1) {
      return n;
    }
    double odds = p / (1 - p);
    int up = (int) Math.min(n, Math.floor((n + 1.0) * p));
    int down = up;
    int mode = up;
    double atUp = BinomialDistribution.of(n, p).probability(mode);
    double atDown = atUp;
    double left = random.nextDouble() - atUp;
    while (left > 0 && (up < n || down > 0)) {
      atUp *= odds * (n - up) / (up + 1.0);
      up = up < n ? up + 1 : up;
      left -= atUp;
      if (left <= 0) {
        return up;
      }
      atDown *= down / (odds * (n - down + 1.0));
      down = down > 0 ? down - 1 : down;
      left -= atDown;
      if (left <= 0) {
        return down;
      }
    }
    return mode;
  }
}
