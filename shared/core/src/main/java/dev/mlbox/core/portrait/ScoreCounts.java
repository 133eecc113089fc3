package dev.mlbox.core.portrait;

import dev.mlbox.core.measure.Answers;

/**
 * Rows counted by score and truth, in about a million buckets, narrow where scores are close to 0
 * and, for probabilities, close to 1. A curve through the edges of buckets goes through exact
 * points.
 */
final class ScoreCounts {
  private final boolean probabilities;
  private final int[] hits;
  private final int[] misses;
  private final double[] sums;

  private ScoreCounts(boolean probabilities) {
    this.probabilities = probabilities;
    int buckets = probabilities ? 2 * half() : 2 * NumberCounts.bucket(0);
    this.hits = new int[buckets];
    this.misses = new int[buckets];
    this.sums = new double[buckets];
  }

  /** Scores of the positive class; a hit is a row that is of it. */
  static ScoreCounts ofPositive(Answers answers) {
    ScoreCounts counts = new ScoreCounts(answers.hasProbabilities());
    double[] scores = answers.positiveScores();
    for (int row = 0; row < scores.length; row++) {
      counts.add(scores[row], answers.truth().isPositive(row));
    }
    return counts;
  }

  /** Probabilities of the predicted class; a hit is a row that is predicted right. */
  static ScoreCounts ofConfidence(Answers answers) {
    ScoreCounts counts = new ScoreCounts(true);
    for (int row = 0; row < answers.rows(); row++) {
      counts.add(answers.probability(row, answers.code(row)), answers.isRight(row));
    }
    return counts;
  }

  private void add(double score, boolean hit) {
    int bucket = bucket(score);
    (hit ? hits : misses)[bucket]++;
    sums[bucket] += score;
  }

  /** Those from ½ on are mirrored, so that 0.999 and 0.9999 are as far apart as their rests. */
  private int bucket(double score) {
    if (!probabilities) {
      return NumberCounts.bucket(score);
    }
    int half = half();
    return score < 0.5
        ? NumberCounts.bucket(Math.max(0, score)) - NumberCounts.bucket(0)
        : 2 * half - 1 - (NumberCounts.bucket(Math.max(0, 1 - score)) - NumberCounts.bucket(0));
  }

  private static int half() {
    return NumberCounts.bucket(0.5) - NumberCounts.bucket(0) + 1;
  }

  /** Buckets are numbered from the lowest score on. */
  int buckets() {
    return hits.length;
  }

  int hits(int bucket) {
    return hits[bucket];
  }

  int misses(int bucket) {
    return misses[bucket];
  }

  double sum(int bucket) {
    return sums[bucket];
  }

  /** The mean score in a bucket that is not empty. */
  double score(int bucket) {
    return sums[bucket] / (hits[bucket] + misses[bucket]);
  }
}
