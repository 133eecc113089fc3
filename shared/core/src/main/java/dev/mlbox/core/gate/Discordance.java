package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Units;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * How many independent parts of the rows tell two models apart: rows, queries of a ranking or,
 * where rows are grouped, groups. A thousand rows of one group that differ are one event. All
 * scores differ between two trainings; queries do whose value is another one.
 *
 * @param metric what is compared
 * @param candidate one's answers
 * @param baseline the other's
 * @param moved what each row moves the difference by
 */
record Discordance(Metric metric, Answers candidate, Answers baseline, double[] moved) {
  /** Relative to the largest influence. */
  private static final double ROUNDING = 1e-9;

  /** Rows, or groups of them. */
  long parts() {
    IntPredicate differs = differs();
    Units units = candidate.truth().units();
    BitSet parts = new BitSet();
    for (int row = 0; row < candidate.rows(); row++) {
      if (differs.test(row)) {
        parts.set(units.isGrouped() ? units.groups()[row] : row);
      }
    }
    return parts.cardinality();
  }

  private IntPredicate differs() {
    return switch (metric.basis()) {
      case SCORE, PROBABILITY -> row -> candidate.scoredUnlike(baseline, row);
      case ORDER -> queries();
      case GIVEN -> row -> moved[row] != 0;
      case CLASS, NUMBER, WHOLE, RESOURCE -> row -> candidate.differs(baseline, row);
    };
  }

  /**
   * The first row of each query whose value is another one: by how far the two averages are apart,
   * all others have the same influence on the difference, for their weight.
   */
  private IntPredicate queries() {
    double[] first = metric.influence(candidate);
    double[] second = metric.influence(baseline);
    Units queries = candidate.truth().queries();
    double[] weights = new double[queries.count()];
    int[] rows = new int[queries.count()];
    int[] firstRow = new int[queries.count()];
    double largest = 0;
    for (int row = candidate.rows() - 1; row >= 0; row--) {
      int query = queries.groups()[row];
      weights[query] += candidate.weight(row);
      rows[query]++;
      firstRow[query] = row;
      largest = Math.max(largest, Math.max(Math.abs(first[row]), Math.abs(second[row])));
    }
    double[] apart = new double[candidate.rows()];
    double[] sorted = new double[queries.count()];
    Arrays.fill(apart, Double.NaN);
    for (int query = 0; query < sorted.length; query++) {
      int row = firstRow[query];
      sorted[query] = (first[row] - second[row]) * rows[query] / weights[query];
      apart[row] = sorted[query];
    }
    Arrays.sort(sorted);
    double usual = sorted[sorted.length / 2];
    double rounding = ROUNDING * largest;
    return row -> Math.abs(apart[row] - usual) > rounding;
  }
}
