package dev.mlbox.core.measure;

import static dev.mlbox.core.measure.Direction.LOWER;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The catalogue of metrics, under scikit-learn's scorer names. */
public final class Metrics {
  private static final Map<String, Metric> CATALOGUE = new LinkedHashMap<>();
  private static final Map<String, MetricFamily> FAMILIES = new LinkedHashMap<>();

  /** Those with a parameter, each made once: what is summed of a metric is kept under itself. */
  private static final Map<String, Metric> MADE = new ConcurrentHashMap<>();

  /** Other names of the same. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("brier_score", "brier"),
          Map.entry("brier_score_loss", "brier"),
          Map.entry("mcc", "matthews_corrcoef"),
          Map.entry("ece", "expected_calibration_error"),
          Map.entry("mae", "mean_absolute_error"),
          Map.entry("mse", "mean_squared_error"),
          Map.entry("rmse", "root_mean_squared_error"),
          Map.entry("mape", "mean_absolute_percentage_error"),
          Map.entry("mean_pinball_loss", "pinball_loss"));

  /** What an evaluation measures without being asked. */
  private static final Map<Task, List<String>> USUAL =
      Map.of(
          Task.BINARY,
          List.of(
              "accuracy",
              "balanced_accuracy",
              "f1",
              "precision",
              "recall",
              "matthews_corrcoef",
              "roc_auc",
              "average_precision",
              "log_loss",
              "brier",
              "expected_calibration_error"),
          Task.MULTICLASS,
          List.of(
              "accuracy",
              "balanced_accuracy",
              "f1_macro",
              "f1_weighted",
              "precision_macro",
              "recall_macro",
              "matthews_corrcoef",
              "log_loss",
              "expected_calibration_error"),
          Task.REGRESSION,
          List.of(
              "r2",
              "mean_absolute_error",
              "root_mean_squared_error",
              "median_absolute_error",
              "explained_variance"),
          Task.MULTILABEL,
          List.of(
              "accuracy",
              "f1_micro",
              "f1_macro",
              "f1_weighted",
              "f1_samples",
              "precision_micro",
              "recall_micro",
              "hamming_loss",
              "label_ranking_average_precision"),
          Task.TEXT,
          List.of("exact_match", "token_f1", "rouge_l", "chrf"));

  static {
    ClassMetrics.all().forEach(metric -> CATALOGUE.put(metric.name(), metric));
    RankingMetrics.all().forEach(metric -> CATALOGUE.put(metric.name(), metric));
    NumberMetrics.all().forEach(metric -> CATALOGUE.put(metric.name(), metric));
    LabelMetrics.all().forEach(metric -> CATALOGUE.put(metric.name(), metric));
    TextMetrics.all().forEach(metric -> CATALOGUE.put(metric.name(), metric));
    Kind resource = new Kind(LOWER, Basis.RESOURCE, Range.NOT_NEGATIVE, Set.of(Task.values()));
    for (String name : List.of("predict_ms_p50", "predict_ms_p99", "model_bytes")) {
      Formula none = new MeanFormula((answers, row) -> Double.NaN);
      CATALOGUE.put(name, new Metric(name, resource, none));
    }
    ClassMetrics.families().forEach(family -> FAMILIES.put(family.name(), family));
    RankingMetrics.families().forEach(family -> FAMILIES.put(family.name(), family));
    NumberMetrics.families().forEach(family -> FAMILIES.put(family.name(), family));
    TextMetrics.families().forEach(family -> FAMILIES.put(family.name(), family));
  }

  private Metrics() {}

  /**
   * The metric of a name, such as {@code f1} or {@code recall@late}; not its negative, see {@link
   * #negated}.
   */
  public static Optional<Metric> named(String name) {
    int at = name.indexOf('@');
    if (at < 0) {
      return Optional.ofNullable(CATALOGUE.get(proper(name)));
    }
    return family(name)
        .flatMap(family -> family.of(name.substring(at + 1)))
        .map(made -> MADE.computeIfAbsent(made.name(), any -> made));
  }

  private static String proper(String name) {
    String known = ALIASES.getOrDefault(name, name);
    String bare = known.endsWith("_score") ? known.substring(0, known.length() - 6) : known;
    return CATALOGUE.containsKey(known) || FAMILIES.containsKey(known) ? known : bare;
  }

  private static Optional<MetricFamily> family(String name) {
    int at = name.indexOf('@');
    return Optional.ofNullable(FAMILIES.get(proper(at < 0 ? name : name.substring(0, at))));
  }

  /** What a name lacks that is nearly one: its parameter, or a parameter of the right kind. */
  public static Optional<String> lacking(String name) {
    String plain = name.startsWith("neg_") ? name.substring("neg_".length()) : name;
    return family(plain)
        .filter(family -> named(plain).isEmpty())
        .map(family -> "%s, with %s".formatted(family.form(), family.expected()));
  }

  /** The metric whose negative scikit-learn calls by this name, such as {@code neg_log_loss}. */
  public static Optional<Metric> negated(String name) {
    return name.startsWith("neg_")
        ? named(name.substring("neg_".length())).filter(metric -> metric.direction() == LOWER)
        : Optional.empty();
  }

  /** All of them that take no parameter, in the order of the catalogue. */
  public static List<Metric> all() {
    return List.copyOf(CATALOGUE.values());
  }

  /** All names, those with a parameter as {@code recall@CLASS}. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(CATALOGUE.keySet());
    FAMILIES.values().forEach(family -> names.add(family.form()));
    return List.copyOf(names);
  }

  /** Those that an evaluation measures without being asked, of rows that are no rankings. */
  public static List<Metric> usual(Task task) {
    return USUAL.getOrDefault(task, List.of()).stream()
        .map(name -> named(name).orElseThrow())
        .toList();
  }

  /** Those that an evaluation measures without being asked. */
  static List<Metric> of(Answers answers) {
    List<String> names = new ArrayList<>(USUAL.getOrDefault(answers.task(), List.of()));
    if (answers.truth().queries().isGrouped()) {
      names.addAll(List.of("ndcg@10", "map", "mrr"));
    }
    return names.stream().map(name -> named(name).orElseThrow()).toList();
  }
}
