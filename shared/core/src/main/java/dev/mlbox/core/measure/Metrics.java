package dev.mlbox.core.measure;

import static dev.mlbox.core.measure.Direction.HIGHER;
import static dev.mlbox.core.measure.Direction.LOWER;

import dev.mlbox.core.measure.ClassFormula.Over;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The catalogue of metrics, under scikit-learn's scorer names. */
public final class Metrics {
  private static final Set<Task> BINARY = Set.of(Task.BINARY);
  private static final Set<Task> CLASSES = Set.of(Task.BINARY, Task.MULTICLASS);
  private static final Set<Task> NUMBERS = Set.of(Task.REGRESSION);
  private static final Set<Task> ANY = Set.of(Task.values());
  private static final Map<String, Metric> CATALOGUE = new LinkedHashMap<>();

  static {
    add("accuracy", HIGHER, Basis.CLASS, CLASSES, new Accuracy());
    addRatio("balanced_accuracy", CLASSES, ClassRatio.RECALL, Over.ACTUAL);
    addRatio("f1", BINARY, ClassRatio.F1, Over.POSITIVE);
    addRatio("precision", BINARY, ClassRatio.PRECISION, Over.POSITIVE);
    addRatio("recall", BINARY, ClassRatio.RECALL, Over.POSITIVE);
    addRatio("f1_macro", CLASSES, ClassRatio.F1, Over.PRESENT);
    addRatio("precision_macro", CLASSES, ClassRatio.PRECISION, Over.PRESENT);
    addRatio("recall_macro", CLASSES, ClassRatio.RECALL, Over.PRESENT);
    add("roc_auc", HIGHER, Basis.SCORE, BINARY, new RocAucFormula());
    add("average_precision", HIGHER, Basis.SCORE, BINARY, new AveragePrecision());
    add("log_loss", LOWER, Basis.PROBABILITY, CLASSES, new MeanFormula(Losses::logarithmic));
    add("brier", LOWER, Basis.PROBABILITY, BINARY, new MeanFormula(Losses::brier));
    add("r2", HIGHER, Basis.NUMBER, NUMBERS, new Determination());
    add("mean_absolute_error", LOWER, Basis.NUMBER, NUMBERS, new MeanFormula(Losses::absolute));
    add("root_mean_squared_error", LOWER, Basis.NUMBER, NUMBERS, new RootMeanSquare());
    for (String resource : List.of("predict_ms_p50", "predict_ms_p99", "model_bytes")) {
      add(resource, LOWER, Basis.RESOURCE, ANY, new MeanFormula((answers, row) -> Double.NaN));
    }
  }

  private Metrics() {}

  private static void addRatio(String name, Set<Task> tasks, ClassRatio ratio, Over over) {
    add(name, HIGHER, Basis.CLASS, tasks, new ClassFormula(ratio, over));
  }

  private static void add(
      String name, Direction direction, Basis basis, Set<Task> tasks, Formula formula) {
    CATALOGUE.put(name, new Metric(name, direction, basis, tasks, formula));
  }

  /** The metric of a name in the catalogue; not its negative, see {@link #negated}. */
  public static Optional<Metric> named(String name) {
    return Optional.ofNullable(CATALOGUE.get(name.equals("brier_score") ? "brier" : name));
  }

  /** The metric whose negative scikit-learn calls by this name, such as {@code neg_log_loss}. */
  public static Optional<Metric> negated(String name) {
    return name.startsWith("neg_")
        ? named(name.substring("neg_".length())).filter(metric -> metric.direction() == LOWER)
        : Optional.empty();
  }

  /** All of them, in the order of the catalogue. */
  public static List<Metric> all() {
    return List.copyOf(CATALOGUE.values());
  }

  public static List<String> names() {
    return List.copyOf(CATALOGUE.keySet());
  }

  /** Those that an evaluation lists for a task; of two classes, no averages over them. */
  public static List<Metric> of(Task task) {
    return all().stream()
        .filter(metric -> metric.fits(task) && !metric.isResource())
        .filter(metric -> task != Task.BINARY || !metric.name().endsWith("_macro"))
        .toList();
  }
}
