package dev.mlbox.core.measure;

import dev.mlbox.core.stats.AreaInfluence;
import dev.mlbox.core.stats.CountedScores;
import org.jspecify.annotations.Nullable;

/**
 * Where a score ranks among those of the other class, and how much its row moves the area under the
 * ROC curve.
 *
 * @param negatives scores of the rows that are not positive
 * @param positives of those that are
 * @param influence null where there are too few rows of a class
 */
record Ranking(
    CountedScores negatives, CountedScores positives, @Nullable AreaInfluence influence) {

  /**
   * Of counted scores.
   *
   * @param scores of the other rows, and of the positive ones
   */
  static Ranking of(CountedScores[] scores) {
    CountedScores negatives = scores[0];
    CountedScores positives = scores[1];
    if (negatives.rows() < 2 || positives.rows() < 2) {
      return new Ranking(negatives, positives, null);
    }
    double area = new CountedGroups(positives, negatives).sums().area().value();
    return new Ranking(
        negatives, positives, AreaInfluence.of(area, positives.rows(), negatives.rows()));
  }

  /** Twice the rows of the other class below a row, ties counting half. */
  long twice(boolean positive, double score) {
    return twice(positive, CountedScores.key(score));
  }

  private long twice(boolean positive, long key) {
    return (positive ? negatives : positives).twiceBelow(key);
  }

  double influence(boolean positive, long twice) {
    return influence == null ? 0 : influence.of(positive, twice);
  }

  /** The most that any row moves it. */
  double largest() {
    return Math.max(largest(true, positives), largest(false, negatives));
  }

  /** Placements grow with the score, so that it is the first or the last one. */
  private double largest(boolean positive, CountedScores scores) {
    if (influence == null || scores.size() == 0) {
      return 0;
    }
    double lowest = influence.of(positive, twice(positive, scores.keyAt(0)));
    double highest = influence.of(positive, twice(positive, scores.keyAt(scores.size() - 1)));
    return Math.max(Math.abs(lowest), Math.abs(highest));
  }
}
