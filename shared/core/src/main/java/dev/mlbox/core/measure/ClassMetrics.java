package dev.mlbox.core.measure;

import static dev.mlbox.core.measure.Direction.HIGHER;
import static dev.mlbox.core.measure.Direction.LOWER;

import dev.mlbox.core.measure.ClassAverage.Over;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Metrics of predicted classes and of their probabilities. */
final class ClassMetrics {
  private static final Set<Task> TWO = Set.of(Task.BINARY);
  private static final Set<Task> MORE = Set.of(Task.MULTICLASS);
  private static final Set<Task> ANY = Set.of(Task.BINARY, Task.MULTICLASS);
  private static final Set<Task> ALSO_SETS = Set.of(Task.BINARY, Task.MULTICLASS, Task.MULTILABEL);

  /** Bins of the calibration error unless stated otherwise. */
  private static final int BINS = 15;

  private ClassMetrics() {}

  static List<Metric> all() {
    List<Metric> all = new ArrayList<>();
    all.add(share("accuracy", ALSO_SETS, Basis.CLASS, ShareOfRows.right()));
    all.add(average("balanced_accuracy", ClassRatio.RECALL, Over.ACTUAL));
    for (ClassRatio ratio : ratios()) {
      all.add(share(word(ratio), TWO, Basis.CLASS, new OneClass(ratio, null)));
    }
    for (ClassRatio ratio : ratios()) {
      all.add(
          either(
              word(ratio) + "_macro",
              new ClassAverage(ratio, Over.PRESENT),
              LabelAverage.macro(ratio)));
      all.add(
          either(
              word(ratio) + "_weighted",
              new ClassAverage(ratio, Over.PREVALENCE),
              LabelAverage.weighted(ratio)));
      all.add(either(word(ratio) + "_micro", new MicroAverage(ratio), new LabelMicro(ratio)));
    }
    all.add(signed("matthews_corrcoef", new Matthews()));
    all.add(signed("cohen_kappa", new Kappa()));
    all.add(share("roc_auc", TWO, Basis.SCORE, new RocAucFormula()));
    all.add(share("average_precision", TWO, Basis.SCORE, new AveragePrecision()));
    all.add(share("roc_auc_ovr", MORE, Basis.PROBABILITY, new AreaByClass(false)));
    all.add(share("roc_auc_ovr_weighted", MORE, Basis.PROBABILITY, new AreaByClass(true)));
    all.add(share("roc_auc_ovo", MORE, Basis.PROBABILITY, new AreaByPair(false)));
    all.add(share("roc_auc_ovo_weighted", MORE, Basis.PROBABILITY, new AreaByPair(true)));
    all.add(loss("log_loss", ANY, Range.NOT_NEGATIVE, new MeanFormula(Losses::logarithmic)));
    all.add(loss("brier", TWO, Range.BOUNDED_LOSS, new MeanFormula(Losses::brier)));
    all.add(
        loss("expected_calibration_error", ANY, Range.BOUNDED_LOSS, new CalibrationError(BINS)));
    all.add(explained("d2_log_loss_score", ANY, Losses::logarithmic, Constants::shares));
    all.add(explained("d2_brier_score", TWO, Losses::brier, Constants::share));
    return all;
  }

  static List<MetricFamily> families() {
    List<MetricFamily> families = new ArrayList<>();
    for (ClassRatio ratio : ratios()) {
      families.add(
          MetricFamily.byText(
              word(ratio),
              (name, of) -> either(name, new OneClass(ratio, of), LabelAverage.one(ratio, of))));
    }
    families.add(
        MetricFamily.byCount(
            "top_k_accuracy",
            (name, k) -> share(name, MORE, Basis.PROBABILITY, new ShareOfRows(new TopK(k)))));
    families.add(
        MetricFamily.byCount(
            "expected_calibration_error",
            (name, bins) -> loss(name, ANY, Range.BOUNDED_LOSS, new CalibrationError(bins))));
    return families;
  }

  static List<ClassRatio> ratios() {
    return List.of(ClassRatio.F1, ClassRatio.PRECISION, ClassRatio.RECALL, ClassRatio.JACCARD);
  }

  static String word(ClassRatio ratio) {
    return ratio.name().toLowerCase(Locale.ROOT);
  }

  private static Metric average(String name, ClassRatio ratio, Over over) {
    return share(name, ANY, Basis.CLASS, new ClassAverage(ratio, over));
  }

  private static Metric share(String name, Set<Task> tasks, Basis basis, Formula formula) {
    return new Metric(name, new Kind(HIGHER, basis, Range.SHARE, tasks), formula);
  }

  private static Metric either(String name, Formula ofClasses, Formula ofSets) {
    return share(name, ALSO_SETS, Basis.CLASS, new ByTask(ofClasses, ofSets));
  }

  private static Metric signed(String name, Formula formula) {
    return new Metric(name, new Kind(HIGHER, Basis.CLASS, Range.SIGNED, ANY), formula);
  }

  private static Metric loss(String name, Set<Task> tasks, Range range, Formula formula) {
    return new Metric(name, new Kind(LOWER, Basis.PROBABILITY, range, tasks), formula);
  }

  private static Metric explained(
      String name, Set<Task> tasks, RowValue loss, Explained.RowLoss constant) {
    return new Metric(
        name,
        new Kind(HIGHER, Basis.PROBABILITY, Range.AT_MOST_ONE, tasks),
        new Explained(Explained.RowLoss.of(loss), constant));
  }
}
