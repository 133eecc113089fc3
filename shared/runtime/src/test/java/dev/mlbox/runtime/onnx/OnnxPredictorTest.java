package dev.mlbox.runtime.onnx;

import static dev.mlbox.runtime.Fixtures.csv;
import static dev.mlbox.runtime.Fixtures.own;
import static dev.mlbox.runtime.Fixtures.reals;
import static dev.mlbox.runtime.Fixtures.shared;
import static dev.mlbox.runtime.Fixtures.table;
import static dev.mlbox.runtime.Fixtures.text;
import static dev.mlbox.runtime.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import dev.mlbox.core.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxPredictorTest {

  @ParameterizedTest
  @ValueSource(strings = {"tiny-binary", "tiny-binary-zipmap", "tiny-strict"})
  void answersAsPythonDoes(String model) {
    Predictions answer = predict(shared(model + ".onnx"), List.of(), csv("tiny-table.csv"));

    Table expected = csv(model + ".expected.csv");
    assertThat(texts(answer.values())).isEqualTo(texts(column(expected, "label")));
    assertThat(answer.classes()).containsExactly("0", "1");
    assertProbabilities(answer, expected);
  }

  @Test
  void answersTextClassesInTheModelsOrder() {
    Predictions answer = predict(shared("tiny-multiclass.onnx"), List.of(), csv("tiny-table.csv"));

    Table expected = csv("tiny-multiclass.expected.csv");
    assertThat(texts(answer.values())).isEqualTo(texts(column(expected, "label")));
    assertThat(answer.classes()).containsExactly("basic", "plus", "pro");
    assertProbabilities(answer, expected);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answersNumbersFromAMatrix(boolean named) {
    List<String> features = named ? List.of("a", "b", "c", "d") : List.of();
    Table rows = named ? csv("tiny-matrix.csv") : csv("tiny-matrix.csv").without("y");

    Predictions answer = predict(shared("tiny-matrix.onnx"), features, rows);

    double[] expected = reals(column(csv("tiny-matrix.expected.csv"), "prediction"));
    assertThat(answer.values().type()).isEqualTo(DataType.REAL);
    assertThat(reals(answer.values())).containsExactly(expected, offset(1e-6));
    assertThat(answer.width()).isZero();
  }

  @Test
  void answersOneRowAsItAnswersMany() {
    Table rows = csv("tiny-table.csv");
    try (OnnxPredictor model = load(shared("tiny-binary.onnx"))) {
      Predictions all = model.predict(rows);
      for (int row = 0; row < rows.rows(); row++) {
        Predictions one = model.predict(rows.slice(row, row + 1));
        assertThat(one.values().text(0)).isEqualTo(all.values().text(row));
        assertThat(one.probability(0, 1)).isEqualTo(all.probability(row, 1), offset(1e-6));
      }
    }
  }

  @Test
  void answersMoreRowsThanOneBatchHolds() {
    Table rows = repeated(csv("tiny-table.csv"), 100);
    Predictions answer = predict(shared("tiny-binary.onnx"), List.of(), rows);

    Table expected = repeated(csv("tiny-binary.expected.csv"), 100);
    assertThat(texts(answer.values())).isEqualTo(texts(column(expected, "label")));
    assertProbabilities(answer, expected);
  }

  @Test
  void answersOneAfterAnotherWhenTheModelTakesOneRow() {
    Predictions answer =
        predict(own("one-row"), List.of("a", "c", "d"), csv("tiny-matrix.csv").slice(0, 3));

    assertThat(reals(answer.values()))
        .containsExactly(
            new double[] {-1.065 + 2.639 + 0.419, 0.677 - 2.110 + 0.146, 0.846 + 0.543 - 0.092},
            offset(1e-6));
  }

  @Test
  void keepsAnswersApartWhenThreadsAskAtOnce() throws Exception {
    Table rows = csv("tiny-table.csv");
    Table expected = csv("tiny-binary.expected.csv");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (OnnxPredictor model = load(shared("tiny-binary.onnx"))) {
      List<Future<?>> asked = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int first = thread;
        asked.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < 500; round++) {
                    int from = (first * 50 + round) % 199;
                    int to = Math.min(200, from + 1 + round % 3);
                    Predictions part = model.predict(rows.slice(from, to));
                    assertProbabilities(part, expected.slice(from, to));
                  }
                }));
      }
      for (Future<?> done : asked) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void saysWhatItTakesAndAnswers() {
    try (OnnxPredictor model = load(shared("tiny-binary-zipmap.onnx"))) {
      assertThat(model.signature())
          .isEqualTo(
              new Signature(
                  List.of(
                      new Signature.Field("color", DataType.TEXT, 1),
                      new Signature.Field("size", DataType.TEXT, 1),
                      new Signature.Field("weight", DataType.REAL, 1),
                      new Signature.Field("visits", DataType.WHOLE, 1)),
                  List.of(
                      new Signature.Field("output_label", DataType.WHOLE, 1),
                      new Signature.Field("output_probability", DataType.REAL, -1))));
    }
    try (OnnxPredictor model = load(shared("tiny-matrix.onnx"))) {
      assertThat(model.signature())
          .isEqualTo(
              new Signature(
                  List.of(new Signature.Field("features", DataType.REAL, 4)),
                  List.of(new Signature.Field("variable", DataType.REAL, 1))));
    }
  }

  @Test
  void tellsInOneLineWhyTheModelFailed() {
    Table rows = csv("tiny-table.csv");
    Map<String, Column> columns = new LinkedHashMap<>(rows.columns());
    String[] colors = texts(column(rows, "color"));
    colors[17] = "violet";
    columns.put("color", text(colors));

    assertThatThrownBy(() -> predict(shared("tiny-strict.onnx"), List.of(), table(columns)))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
        .hasMessage(
            "the model failed: Non-zero status code returned while running OneHotEncoder node."
                + " Name:'OneHotEncoder' Status Message: Unknown Category and zeros = 0"
                + " (tiny-strict.onnx, rows 1 to 200)");
  }

  @Test
  void answersAgainAfterAFailure() {
    Table rows = csv("tiny-table.csv");
    Table other = new Table(columnsWith(rows, "color", text("violet")), 1);
    try (OnnxPredictor model = load(shared("tiny-strict.onnx"))) {
      assertThatThrownBy(() -> model.predict(other)).isInstanceOf(MlboxException.class);
      assertProbabilities(model.predict(rows), csv("tiny-strict.expected.csv"));
    }
  }

  @Test
  void refusesAFileThatIsNoModel(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("model.onnx"), "<html>Not found</html>");
    assertThatThrownBy(() -> load(file))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
        .hasMessage(
            "model.onnx cannot be loaded: Protobuf parsing failed (%s); expected an ONNX model"
                .formatted(file));
  }

  @Test
  void refusesAMissingFile() {
    assertThatThrownBy(() -> load(Path.of("models", "none.onnx")))
        .hasMessage("the model models/none.onnx does not exist; expected an ONNX file");
  }

  @Test
  void loadsFromAPathWithSpacesAndOtherLetters(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("señal ✓ model.onnx");
    Files.copy(shared("tiny-binary.onnx"), file);
    assertProbabilities(
        predict(file, List.of(), csv("tiny-table.csv")), csv("tiny-binary.expected.csv"));
  }

  @Test
  void closesTwiceAndAnswersNoMore() {
    OnnxPredictor model = load(shared("tiny-matrix.onnx"));
    model.close();
    model.close();
    assertThatThrownBy(() -> model.predict(csv("tiny-matrix.csv")))
        .hasMessage("tiny-matrix.onnx is closed");
  }

  private static OnnxPredictor load(Path file) {
    return OnnxPredictor.load(file, List.of(), 1);
  }

  private static Predictions predict(Path file, List<String> features, Table rows) {
    try (OnnxPredictor model = OnnxPredictor.load(file, features, 2)) {
      return model.predict(rows);
    }
  }

  private static void assertProbabilities(Predictions answer, Table expected) {
    List<String> names =
        expected.names().stream().filter(name -> name.startsWith("probability_")).toList();
    assertThat(answer.width()).isEqualTo(names.size());
    for (int i = 0; i < names.size(); i++) {
      double[] column = reals(column(expected, names.get(i)));
      assertThat(answer.rows()).isEqualTo(column.length);
      for (int row = 0; row < column.length; row++) {
        assertThat(answer.probability(row, i)).isEqualTo(column[row], offset(1e-6));
      }
    }
  }

  private static Column column(Table table, String name) {
    return table.column(name).orElseThrow();
  }

  private static Map<String, Column> columnsWith(Table rows, String name, Column first) {
    Map<String, Column> columns = new LinkedHashMap<>(rows.slice(0, 1).columns());
    columns.put(name, first);
    return columns;
  }

  private static Table repeated(Table table, int times) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String name : table.names()) {
      Column column = column(table, name);
      int rows = column.rows();
      columns.put(
          name,
          switch (column.type()) {
            case TEXT -> {
              String[] all = new String[rows * times];
              java.util.Arrays.setAll(all, i -> column.text(i % rows));
              yield text(all);
            }
            case WHOLE -> {
              long[] all = new long[rows * times];
              java.util.Arrays.setAll(all, i -> ((Column.Whole) column).values()[i % rows]);
              yield new Column.Whole(all);
            }
            case REAL -> {
              double[] all = new double[rows * times];
              java.util.Arrays.setAll(all, i -> ((Column.Real) column).values()[i % rows]);
              yield new Column.Real(all);
            }
          });
    }
    return table(columns);
  }
}
