package dev.mlbox.core.measure;

/**
 * Weighted counts by label of a set: rows that rightly have it as answer, have it as truth, have it
 * as answer.
 *
 * @param ofLabel three numbers of each label
 * @param present whether a label occurs at all, whatever its weight
 */
record LabelCounts(double[][] ofLabel, boolean[] present) {

  static LabelCounts of(Answers answers, Weights weights) {
    LabelSets sets = answers.truth().sets();
    int labels = sets.labels().size();
    LabelCounts counts = new LabelCounts(new double[labels][3], new boolean[labels]);
    for (int row = 0; row < answers.rows(); row++) {
      int truth = answers.truth().code(row);
      int said = answers.code(row);
      double weight = weights.of(row);
      for (int label : sets.members().get(truth)) {
        counts.present[label] = true;
        counts.ofLabel[label][1] += weight;
        counts.ofLabel[label][0] += sets.has(said, label) ? weight : 0;
      }
      for (int label : sets.members().get(said)) {
        counts.present[label] = true;
        counts.ofLabel[label][2] += weight;
      }
    }
    return counts;
  }

  /** What a row adds to the counts of a label. */
  static double[] ofRow(Answers answers, int row, int label) {
    LabelSets sets = answers.truth().sets();
    boolean truth = sets.has(answers.truth().code(row), label);
    boolean said = sets.has(answers.code(row), label);
    return new double[] {truth && said ? 1 : 0, truth ? 1 : 0, said ? 1 : 0};
  }

  /** What a row adds to the counts of all labels together. */
  static double[] ofRow(Answers answers, int row) {
    LabelSets sets = answers.truth().sets();
    int truth = answers.truth().code(row);
    int said = answers.code(row);
    return new double[] {sets.common(truth, said), sets.size(truth), sets.size(said)};
  }

  /** The counts of all labels together. */
  double[] together() {
    double[] sums = new double[3];
    for (double[] counts : ofLabel) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += counts[i];
      }
    }
    return sums;
  }
}
