package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Units;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * How many independent parts of the rows tell two models apart: rows or, where rows are grouped,
 * groups. A thousand rows of one group that differ are one event.
 *
 * @param metric what is compared
 * @param candidate one's answers
 * @param baseline the other's
 * @param moved what each row moves the difference by
 */
record Discordance(Metric metric, Answers candidate, Answers baseline, double[] moved) {

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
      case ORDER ->
          candidate.hasScores()
              ? row -> candidate.scoredUnlike(baseline, row)
              : row -> candidate.differs(baseline, row);
      case GIVEN -> row -> moved[row] != 0;
      case CLASS, NUMBER, WHOLE, RESOURCE -> row -> candidate.differs(baseline, row);
    };
  }
}
