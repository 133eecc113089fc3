package dev.mlbox.engine.data;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import dev.mlbox.core.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A model's answers from a file: {@code prediction} and, for classes, {@code probability} or {@code
 * score} of the positive one, or {@code probability_CLASS}, or a column named like each class. In
 * the order of the data, or with an {@code id} that the data has too.
 */
public final class ReadyPredictions {
  static final String PREDICTION = "prediction";
  static final String SCORE = "score";
  private static final String ID = "id";
  private static final String PREFIX = "probability_";
  private static final Set<String> ONE = Set.of("probability", SCORE);

  private ReadyPredictions() {}

  /**
   * Reads one answer for each row of the data.
   *
   * @param file of answers, and where it was set
   * @param folder where a relative file starts
   * @param data whose rows they answer
   * @param config what is true of each row, and whether an answer may be empty
   * @throws MlboxException INVALID when they do not fit the rows
   */
  public static Predictions read(Stated file, Path folder, DataSource data, EvaluateConfig config) {
    try (DataSource answers = DataSource.open(file, folder)) {
      boolean joined = answers.has(ID) && data.has(ID);
      if (!joined && answers.rows() != data.rows()) {
        throw MlboxException.invalid(
            Problem.of(
                    "%s has %,d rows, the data %,d"
                        .formatted(file.text(), answers.rows(), data.rows()))
                .at(file.place())
                .expected("one for each row of the data, or a column id in both"));
      }
      Predictions read = predictions(answers, data, config);
      return joined ? inOrder(read, answers, data) : read;
    }
  }

  private static Predictions predictions(
      DataSource answers, DataSource data, EvaluateConfig config) {
    boolean wholes = config.takesEmpty();
    Column values =
        wholes ? answers.texts(PREDICTION) : column(answers.read(List.of(PREDICTION)), PREDICTION);
    ReadyChecks checks = new ReadyChecks(answers);
    checks.requireFinite(PREDICTION, values);
    try (DataSource own = data.again()) {
      checks.requireType(values, own, config);
      if (!wholes && isRegression(values, own, config) && !hasClasses(answers)) {
        return new Predictions(values, List.of(), new double[0], 0);
      }
    }
    List<String> shares = shareColumns(answers, values);
    Table table = answers.read(shares);
    double[] probabilities = sideBySide(table, shares);
    checks.requireShares(probabilities, shares);
    if (shares.size() > 1 && !wholes) {
      checks.requireSum(probabilities, shares.size());
    }
    List<String> classes =
        shares.stream().map(ReadyPredictions::className).filter(name -> !name.isEmpty()).toList();
    return new Predictions(values, classes, probabilities, shares.size());
  }

  /** Numbers for a truth that has fractions: what else a row has is no probability of theirs. */
  private static boolean isRegression(Column values, DataSource data, EvaluateConfig config) {
    String target = config.target().text();
    return !(values instanceof Column.Text)
        && data.columns().get(target) == DataType.REAL
        && column(data.read(List.of(target)), target) instanceof Column.Real truth
        && Arrays.stream(truth.values())
            .anyMatch(value -> Double.isFinite(value) && value != Math.rint(value));
  }

  private static boolean hasClasses(DataSource answers) {
    return answers.columns().keySet().stream().anyMatch(name -> name.startsWith(PREFIX));
  }

  /** Numbers of several columns, row by row; those of a single one as they are. */
  private static double[] sideBySide(Table table, List<String> names) {
    int width = names.size();
    if (width == 1 && column(table, names.get(0)) instanceof Column.Real only) {
      return only.values();
    }
    double[] all = new double[table.rows() * width];
    for (int i = 0; i < width; i++) {
      Column share = column(table, names.get(i));
      for (int row = 0; row < table.rows(); row++) {
        all[row * width + i] =
            share instanceof Column.Real real
                ? real.values()[row]
                : ((Column.Whole) share).values()[row];
      }
    }
    return all;
  }

  private static Column column(Table table, String name) {
    return table.column(name).orElseThrow();
  }

  private static String className(String column) {
    if (ONE.contains(column)) {
      return "";
    }
    return column.startsWith(PREFIX) ? column.substring(PREFIX.length()) : column;
  }

  private static void requireNumbers(DataSource answers) {
    ReadyChecks checks = new ReadyChecks(answers);
    answers.columns().keySet().stream()
        .filter(name -> name.startsWith(PREFIX) || ONE.contains(name))
        .forEach(checks::requireNumbers);
  }

  private static List<String> shareColumns(DataSource answers, Column values) {
    requireNumbers(answers);
    List<String> numbers = new ArrayList<>();
    answers
        .columns()
        .forEach(
            (name, type) -> {
              if (type != DataType.TEXT && !name.equals(PREDICTION) && !name.equals(ID)) {
                numbers.add(name);
              }
            });
    List<String> prefixed = numbers.stream().filter(name -> name.startsWith(PREFIX)).toList();
    if (!prefixed.isEmpty()) {
      return prefixed;
    }
    Set<String> said = new LinkedHashSet<>();
    for (int row = 0; row < values.rows() && numbers.containsAll(said); row++) {
      said.add(values.text(row));
    }
    if (numbers.containsAll(said)) {
      return numbers.stream().filter(said::contains).toList();
    }
    return numbers.stream().filter(ONE::contains).limit(1).toList();
  }

  private static Predictions inOrder(Predictions read, DataSource answers, DataSource data) {
    Column theirs = column(answers.read(List.of(ID)), ID);
    // The answers of another model may be read at the same time.
    try (DataSource own = data.again()) {
      Column ours = column(own.read(List.of(ID)), ID);
      return Rows.pick(read, new Joined(theirs, answers.location()).rowsFor(ours));
    }
  }
}
