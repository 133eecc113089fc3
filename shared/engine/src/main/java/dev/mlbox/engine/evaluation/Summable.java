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
import java.util.stream.Stream;

/** Whether rows that are elsewhere can be summed up there, or why each of them is needed here. */
final class Summable {
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

  private final CheckRequest request;
  private final EvaluateConfig config;
  private final FarRows far;

  Summable(CheckRequest request, FarRows far) {
    this.request = request;
    this.config = request.config();
    this.far = far;
  }

  /** The columns that each slicing cuts by. */
  List<List<String>> cuts() {
    return config.slices().stream().map(slice -> List.of(slice.text().split("\\s+×\\s+"))).toList();
  }

  /** Why rows are collected, in words; empty if they need not be. */
  Optional<String> obstacle() {
    long rows = request.data().rows();
    if (rows <= FEW_ROWS || rows > MOST_ROWS) {
      return Optional.of("there are %,d of them".formatted(rows));
    }
    return ofRows().or(this::ofModels).or(this::ofColumns);
  }

  private Optional<String> ofRows() {
    Optional<String> named =
        Stream.of(config.group(), config.weight(), config.query())
            .flatMap(Stream::ofNullable)
            .map(Stated::text)
            .findFirst();
    if (named.isPresent()) {
      return Optional.of("%s says more of each".formatted(named.get()));
    }
    if (config.task() != null || !config.metrics().isEmpty()) {
      return Optional.of("metrics of the project's own and of texts need each");
    }
    return config.live() == null ? Optional.empty() : Optional.of("evaluate.live weighs each");
  }

  private Optional<String> ofModels() {
    boolean ofBaseline =
        request.baseline() instanceof BaselineSource.None
            || (request.baseline() instanceof BaselineSource.Model model
                && model.model().predictor() != null);
    return ofBaseline && request.candidate().predictor() != null
        ? Optional.empty()
        : Optional.of("a model's answers are there already, row by row");
  }

  private Optional<String> ofColumns() {
    for (List<String> cut : cuts()) {
      for (String name : cut) {
        if (!AS_TEXT.contains(type(name))) {
          return Optional.of("slice %s is no column of text or whole numbers".formatted(name));
        }
      }
    }
    String target = type(config.target().text());
    return AS_TEXT.contains(target) || AS_TRUTH.contains(target)
        ? Optional.empty()
        : Optional.of("the target is of type %s".formatted(target));
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
  Optional<String> obstacle(Truth truth, Survey survey, List<Predictions> like) {
    if (truth.classes().size() > MOST_CLASSES) {
      return Optional.of("there are %d classes".formatted(truth.classes().size()));
    }
    for (int model = 0; model < like.size(); model++) {
      if (!survey.areShares(model)) {
        return Optional.of("scores are no probabilities");
      }
      if (answersWithShares(truth, like.get(model))) {
        return Optional.of("a model answers with probabilities in place of classes");
      }
    }
    for (int cut = 0; cut < config.slices().size(); cut++) {
      if (survey.parts(cut).size() > MOST_VALUES) {
        String text = config.slices().get(cut).text();
        return Optional.of("slice %s has more than %,d values".formatted(text, MOST_VALUES));
      }
    }
    return config.gates().stream()
        .filter(gate -> !gate.metric().isResource() && !isSummed(gate, truth))
        .findFirst()
        .map(gate -> "gate `%s` needs each".formatted(gate.text()));
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

  /** All of them. */
  DataSource data() {
    return request.data();
  }
}
