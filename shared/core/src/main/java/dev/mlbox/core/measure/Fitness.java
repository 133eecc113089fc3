package dev.mlbox.core.measure;

import dev.mlbox.core.table.DataType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a metric is made for what a target holds, and the words for where it is not. */
public final class Fitness {
  private Fitness() {}

  /** Why a metric is not for this target, in words that follow its name; empty if it is. */
  public static Optional<String> obstacle(Metric metric, Truth truth) {
    return metric.fits(truth.task()) ? Optional.empty() : Optional.of(misfit(metric, truth));
  }

  /**
   * The same before any model has answered, which may still decide the task: empty if some answers
   * would fit.
   *
   * @param type of the target's column
   * @param fractions whether it holds numbers that are not whole
   * @param declared the task, where it was said; null where answers tell it
   */
  public static Optional<String> obstacle(
      Metric metric, String target, DataType type, boolean fractions, @Nullable Task declared) {
    Set<Task> possible =
        declared != null
            ? Set.of(declared)
            : type == DataType.TEXT
                ? EnumSet.of(Task.BINARY, Task.MULTICLASS)
                : fractions
                    ? EnumSet.of(Task.REGRESSION)
                    : EnumSet.of(Task.BINARY, Task.MULTICLASS, Task.REGRESSION);
    if (possible.stream().anyMatch(metric::fits)) {
      return Optional.empty();
    }
    String held =
        declared != null
            ? declared.words()
            : type != DataType.TEXT
                ? Task.REGRESSION.words()
                : metric.fits(Task.TEXT)
                    ? "text that is taken for classes, as `evaluate.task` is not set"
                    : "text";
    return Optional.of("it is for %s, but %s holds %s".formatted(wanted(metric), target, held));
  }

  /** Two metrics of a task, by their names. */
  public static String examples(Task task) {
    return switch (task) {
      case BINARY -> "roc_auc or accuracy";
      case MULTICLASS -> "accuracy or f1_macro";
      case REGRESSION -> "mean_absolute_error or r2";
      case TEXT -> "exact_match or token_f1";
      case MULTILABEL -> "f1_micro or hamming_loss";
    };
  }

  static String misfit(Metric metric, Truth truth) {
    return switch (truth.task()) {
      case REGRESSION ->
          "it is for %s, but %s holds numbers"
              .formatted(isForClasses(metric) ? "classes" : wanted(metric), truth.target());
      case BINARY, MULTICLASS ->
          "it is for %s, but %s has %d classes"
              .formatted(wanted(metric), truth.target(), truth.classes().size());
      case TEXT, MULTILABEL ->
          "it is for %s, but %s holds %s"
              .formatted(wanted(metric), truth.target(), truth.task().words());
    };
  }

  private static boolean isForClasses(Metric metric) {
    return metric.fits(Task.BINARY) || metric.fits(Task.MULTICLASS);
  }

  private static String wanted(Metric metric) {
    if (metric.fits(Task.REGRESSION) && metric.fits(Task.BINARY)) {
      return "two classes or numbers";
    }
    if (metric.fits(Task.BINARY) && metric.fits(Task.MULTICLASS)) {
      return "classes";
    }
    return Stream.of(Task.REGRESSION, Task.BINARY, Task.MULTICLASS, Task.MULTILABEL, Task.TEXT)
        .filter(metric::fits)
        .findFirst()
        .map(task -> task.words() + asked(task))
        .orElse("other models");
  }

  private static String asked(Task task) {
    return task == Task.TEXT || task == Task.MULTILABEL
        ? " (evaluate.task: %s)".formatted(task.name().toLowerCase(Locale.ROOT))
        : "";
  }
}
