package dev.mlbox.core.measure;

/**
 * How well the scores of a row rank its labels above the others (Tsoumakas, Katakis and Vlahavas,
 * 2010, Data Mining and Knowledge Discovery Handbook); of equal scores, all count as the worst.
 */
final class LabelRanking {
  private LabelRanking() {}

  /**
   * Of each true label, the share of true ones among those ranked as high; 1 if nothing differs.
   */
  static double averagePrecision(Answers answers, int row) {
    LabelSets sets = answers.truth().sets();
    int truth = answers.truth().code(row);
    int labels = sets.labels().size();
    if (sets.size(truth) == 0 || sets.size(truth) == labels) {
      return 1;
    }
    double sum = 0;
    for (int own : sets.members().get(truth)) {
      double score = answers.scoreOfLabel(row, own);
      int above = 0;
      int right = 0;
      for (int label = 0; label < labels; label++) {
        if (answers.scoreOfLabel(row, label) >= score) {
          above++;
          right += sets.has(truth, label) ? 1 : 0;
        }
      }
      sum += (double) right / above;
    }
    return sum / sets.size(truth);
  }

  /** The share of pairs of a true and another label that are not in this order. */
  static double loss(Answers answers, int row) {
    LabelSets sets = answers.truth().sets();
    int truth = answers.truth().code(row);
    int labels = sets.labels().size();
    int wrong = 0;
    for (int own : sets.members().get(truth)) {
      double score = answers.scoreOfLabel(row, own);
      for (int label = 0; label < labels; label++) {
        boolean above = answers.scoreOfLabel(row, label) >= score;
        wrong += above && !sets.has(truth, label) ? 1 : 0;
      }
    }
    double pairs = (double) sets.size(truth) * (labels - sets.size(truth));
    return pairs == 0 ? 0 : wrong / pairs;
  }

  /** How far down the ranking the last true label is; 0 without one. */
  static double coverage(Answers answers, int row) {
    LabelSets sets = answers.truth().sets();
    double least = Double.POSITIVE_INFINITY;
    for (int own : sets.members().get(answers.truth().code(row))) {
      least = Math.min(least, answers.scoreOfLabel(row, own));
    }
    int covered = 0;
    for (int label = 0; label < sets.labels().size(); label++) {
      covered += answers.scoreOfLabel(row, label) >= least ? 1 : 0;
    }
    return covered;
  }
}
