package dev.mlbox.engine.evaluation;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.gate.Gate;
import dev.mlbox.core.gate.Requirement;
import dev.mlbox.core.measure.Task;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.data.FarRows;
import dev.mlbox.runtime.remote.RemoteColumn;
import dev.mlbox.runtime.remote.Survey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether rows that are elsewhere can be summed up there, or why each of them is needed here. */
public final class Summable {
  /** Fewer rows are brought: draws need each of them. */
  static final int FEW_ROWS = 5_000;

  private static final int MOST_ROWS = 1 << 30;
  private static final int MOST_CLASSES = 20;

  /** With more values of a column, a slicing is refused once rows are here. */
  private static final int MOST_VALUES = 1_000;

  private static final Set<String> AS_TEXT =
      Set.of(
          "VARCHAR",
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER");

  private static final Set<String> AS_TRUTH = Set.of("BOOLEAN", "FLOAT", "DOUBLE");

  private final EvaluateConfig config;
  private final long rows;
  private final FarRows far;

  private Summable(EvaluateConfig config, long rows, FarRows far) {
    this.config = config;
    this.rows = rows;
    this.far = far;
  }

  /** Empty where rows are here, or sums were not asked for. */
  static Optional<Summable> of(EvaluateConfig config, DataSource data) {
    return Optional.ofNullable(data.far())
        .filter(FarRows::areSummed)
        .map(far -> new Summable(config, data.rows(), far));
  }

  /** Whether rows are summed up where they are, as far as is known before a model is asked. */
  public static boolean is(EvaluateConfig config, DataSource data) {
    return of(config, data).filter(each -> each.obstacle().isEmpty()).isPresent();
  }

  FarRows far() {
    return far;
  }

  /** The columns that each slicing cuts by. */
  List<List<String>> cuts() {
    return config.slices().stream().map(Summable::columns).toList();
  }

  private static List<String> columns(Stated slice) {
    return List.of(slice.text().split("\\s+×\\s+"));
  }

  /** Why rows are collected, as far as that is known before there is a model. */
  Optional<Obstacle> obstacle() {
    if (rows <= FEW_ROWS) {
      return Optional.of(Obstacle.lasting("there are only %,d of them".formatted(rows)));
    }
    if (rows > MOST_ROWS) {
      return Optional.of(
          new Obstacle(
              "there are %,d of them".formatted(rows),
              "evaluate on %,d at most".formatted(MOST_ROWS)));
    }
    return ofKeys().or(this::ofColumns);
  }

  private Optional<Obstacle> ofKeys() {
    if (config.group() != null) {
      return Optional.of(
          Obstacle.of(
              "evaluate.group",
              config.group(),
              "makes some of them depend on others",
              "have one row of each " + config.group().text()));
    }
    if (config.weight() != null) {
      return Optional.of(
          Obstacle.of(
              "evaluate.weight", config.weight(), "counts each otherwise", "count each once"));
    }
    if (config.query() != null) {
      return Optional.of(
          Obstacle.of(
              "evaluate.query",
              config.query(),
              "ranks them within queries",
              "ask for metrics that rank nothing"));
    }
    if (!config.metrics().isEmpty()) {
      String name = config.metrics().get(0).name();
      return Optional.of(
          new Obstacle(
              "evaluate.metrics has %s, which is found of each".formatted(name),
              "do without such metrics, or " + Obstacle.LEAVE_OUT));
    }
    if (config.task() != null) {
      return Optional.of(Obstacle.lasting("texts and sets of labels are compared one by one"));
    }
    return config.live() == null
        ? Optional.empty()
        : Optional.of(
            Obstacle.of("evaluate.live", config.live(), "weighs each", "do without evaluate.live"));
  }

  private Optional<Obstacle> ofColumns() {
    for (Stated slice : config.slices()) {
      for (String name : columns(slice)) {
        if (!AS_TEXT.contains(type(name))) {
          return Optional.of(
              Obstacle.of(
                  "slice",
                  slice,
                  "cuts by what is no column of text or whole numbers",
                  "write it to the rows as a column"));
        }
      }
    }
    String target = type(config.target().text());
    // A column that there is not is refused as ever.
    return target.isEmpty() || AS_TEXT.contains(target) || AS_TRUTH.contains(target)
        ? Optional.empty()
        : Optional.of(
            Obstacle.of(
                "evaluate.target",
                config.target(),
                "is of type " + target,
                "write it as text or numbers"));
  }

  /** The same once it is known who answers. */
  static Optional<Obstacle> ofModels(CheckRequest request) {
    boolean ofBaseline =
        request.baseline() instanceof BaselineSource.None
            || (request.baseline() instanceof BaselineSource.Model model
                && model.model().predictor() != null);
    return ofBaseline && request.candidate().predictor() != null
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                "a model's answers are there already, row by row",
                "name an ONNX model that executors can ask"));
  }

  private String type(String column) {
    return far.columns().stream()
        .filter(each -> each.name().equals(column))
        .map(RemoteColumn::sqlType)
        .findFirst()
        .orElse("");
  }

  /**
   * The same once it is known what they hold.
   *
   * @param like what answers of each model are like
   */
  Optional<Obstacle> obstacle(Truth truth, Survey survey, List<Predictions> like) {
    if (truth.classes().size() > MOST_CLASSES) {
      return Optional.of(
          Obstacle.lasting(
              "there are %d classes, and sums of %d at most"
                  .formatted(truth.classes().size(), MOST_CLASSES)));
    }
    for (int model = 0; model < like.size(); model++) {
      if (!survey.areShares(model)) {
        return Optional.of(
            new Obstacle("scores are no probabilities", "have the model answer from 0 to 1"));
      }
      if (answersWithShares(truth, like.get(model))) {
        return Optional.of(
            new Obstacle(
                "a model answers with probabilities in place of classes",
                "have it name the class, too"));
      }
    }
    for (int cut = 0; cut < config.slices().size(); cut++) {
      if (survey.parts(cut).size() > MOST_VALUES) {
        Stated slice = config.slices().get(cut);
        return Optional.of(
            Obstacle.of(
                "slice",
                slice,
                "has more than %,d values".formatted(MOST_VALUES),
                "name another column"));
      }
    }
    return config.gates().stream()
        .filter(gate -> !gate.metric().isResource() && !isSummed(gate, truth))
        .findFirst()
        .map(gate -> needing(gate, truth));
  }

  private static Obstacle needing(Gate gate, Truth truth) {
    boolean alone = gate.metric().isSummed(truth.task()) && !gate.onLive();
    return new Obstacle(
        "gate `%s` needs each".formatted(gate.text()),
        (alone ? "give it a fixed bound, or " : "gate on another metric, or ")
            + Obstacle.LEAVE_OUT);
  }

  /** Whether numbers are probabilities of a class 1, which all of them tell, and not some. */
  static boolean answersWithShares(Truth truth, Predictions like) {
    return truth.task() == Task.BINARY
        && like.width() == 0
        && like.values() instanceof Column.Real numbers
        && Arrays.stream(numbers.values()).anyMatch(number -> number != Math.rint(number));
  }

  private static boolean isSummed(Gate gate, Truth truth) {
    boolean paired =
        gate.requirement() instanceof Requirement.AgainstBaseline && gate.policy().confident();
    return !gate.onLive()
        && (paired
            ? gate.metric().isPairedBySums(truth.task())
            : gate.metric().isSummed(truth.task()));
  }
}
