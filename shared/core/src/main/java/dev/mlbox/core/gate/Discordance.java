package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Units;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * How many independent parts of the rows tell two models apart: rows, queries of a ranking or,
 * where rows are grouped, groups. A thousand rows of one group that differ are one event. Scores
 * differ that change what is compared; queries do whose value is another one.
 *
 * @param metric what is compared
 * @param candidate one's answers
 * @param baseline the other's
 * @param moved what each row moves the difference by
 */
record Discordance(Metric metric, Answers candidate, Answers baseline, double[] moved) {
  /** Relative to the largest influence. */
  private static final double ROUNDING = 1e-9;

  /** Relative to the largest influence. */
  private static final double NOTABLE = 0.01;

  /** With more rows, what a few of them hide is less than any margin. */
  private static final int MOST_MEASURED = 1_000_000;

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
      case SCORE, PROBABILITY -> scores();
      case ORDER -> queries();
      case GIVEN -> row -> moved[row] != 0;
      case CLASS, NUMBER, WHOLE, RESOURCE -> row -> candidate.differs(baseline, row);
    };
  }

  /**
   * Rows that move what is compared by a hundredth of the most that any row does: another training,
   * another precision or a new scale gives every row another score, which is no difference as long
   * as the order stays.
   */
  private IntPredicate scores() {
    if (candidate.rows() > MOST_MEASURED) {
      return row -> candidate.scoredUnlike(baseline, row);
    }
    double[] first = metric.influence(candidate);
    double[] second = metric.influence(baseline);
    double largest = 0;
    for (int row = 0; row < first.length; row++) {
      largest = Math.max(largest, Math.max(Math.abs(first[row]), Math.abs(second[row])));
    }
    double notable = NOTABLE * largest;
    return row -> Math.abs(first[row] - second[row]) > notable;
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
