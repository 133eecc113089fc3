package dev.mlbox.core.measure;

import static dev.mlbox.core.measure.Direction.HIGHER;
import static dev.mlbox.core.measure.Direction.LOWER;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Metrics of sets of labels. */
final class LabelMetrics {
  private static final Set<Task> SETS = Set.of(Task.MULTILABEL);
  private static final Set<Task> ALSO_CLASSES =
      Set.of(Task.MULTILABEL, Task.BINARY, Task.MULTICLASS);

  private LabelMetrics() {}

  static List<Metric> all() {
    List<Metric> all = new ArrayList<>();
    for (ClassRatio ratio : ClassMetrics.ratios()) {
      RowValue each = (answers, row) -> ratio.value(LabelCounts.ofRow(answers, row));
      all.add(
          new Metric(
              ClassMetrics.word(ratio) + "_samples",
              new Kind(HIGHER, Basis.WHOLE, Range.SHARE, SETS),
              new MeanFormula(each)));
    }
    all.add(
        new Metric(
            "hamming_loss",
            new Kind(LOWER, Basis.WHOLE, Range.BOUNDED_LOSS, ALSO_CLASSES),
            new MeanFormula(LabelMetrics::hamming)));
    all.add(
        new Metric(
            "label_ranking_average_precision",
            new Kind(HIGHER, Basis.PROBABILITY, Range.SHARE, SETS),
            new MeanFormula(LabelRanking::averagePrecision)));
    all.add(
        new Metric(
            "label_ranking_loss",
            new Kind(LOWER, Basis.PROBABILITY, Range.BOUNDED_LOSS, SETS),
            new MeanFormula(LabelRanking::loss)));
    all.add(
        new Metric(
            "coverage_error",
            new Kind(LOWER, Basis.PROBABILITY, Range.NOT_NEGATIVE, SETS),
            new MeanFormula(LabelRanking::coverage)));
    return all;
  }

  /** The share of labels that are wrong: there and not asked for, or asked for and not there. */
  private static double hamming(Answers answers, int row) {
    if (answers.task() != Task.MULTILABEL) {
      return answers.isRight(row) ? 0 : 1;
    }
    double[] counts = LabelCounts.ofRow(answers, row);
    double wrong = counts[1] + counts[2] - 2 * counts[0];
    return wrong / answers.truth().sets().labels().size();
  }
}
