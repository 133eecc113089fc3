package dev.mlbox.runtime.python;

import static dev.mlbox.runtime.Fixtures.csv;
import static dev.mlbox.runtime.Fixtures.real;
import static dev.mlbox.runtime.Fixtures.reals;
import static dev.mlbox.runtime.Fixtures.table;
import static dev.mlbox.runtime.Fixtures.text;
import static dev.mlbox.runtime.Fixtures.texts;
import static dev.mlbox.runtime.Fixtures.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import dev.mlbox.core.table.Table;
import dev.mlbox.runtime.python.PythonPredictor.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a function may return, and what it is told when it returns something else. */
class PythonPredictorTest {
  private static final String EXPECTED =
      "; expected a list with one prediction (all text or all numbers) or one dict from class to"
          + " probability a row, or a dict with values, probabilities and classes";

  private final Path folder;

  PythonPredictorTest(@TempDir Path temporary) throws IOException {
    folder = Files.createDirectory(temporary.resolve("my models ✓"));
  }

  @Test
  void givesColumnsAsListsOfTheirOwnTypes() throws IOException {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("wörd", text("señal ✓", "\"\\\n\u2028"));
    columns.put("whole", whole(1, Long.MAX_VALUE));
    columns.put("real", real(2, Double.NaN));
    Predictions answer =
        predict(
            """
            def predict(columns):
                assert list(columns) == ["wörd", "whole", "real"]
                return [repr(row) for row in zip(*columns.values())]
            """,
            table(columns));
    assertThat(texts(answer.values()))
        .containsExactly("('señal ✓', 1, 2.0)", "('\"\\\\\\n\\u2028', 9223372036854775807, nan)");
  }

  @Test
  void readsNumbersTextAndTruth() throws IOException {
    assertValues("[1, -2]", DataType.WHOLE, "1", "-2");
    assertValues("[1, 2.5]", DataType.REAL, "1.0", "2.5");
    assertValues("[True, False]", DataType.WHOLE, "1", "0");
    assertValues("['sí', '']", DataType.TEXT, "sí", "");
    assertValues("(1, 2)", DataType.WHOLE, "1", "2");
  }

  @Test
  void readsWhatTurnsIntoAList() throws IOException {
    Predictions answer =
        predict(
            """
            class Number:  # as numpy.int64
                def __init__(self, value): self.value = value
                def tolist(self): return self.value
            class Array:  # as numpy.ndarray and pandas.Series
                def tolist(self): return [7, 8]
            def predict(columns):
                return {"values": Array(), "classes": ("a", "b"),
                        "probabilities": [[Number(0.25), 0.75], (0.5, 0.5)]}
            """,
            two());
    assertThat(texts(answer.values())).containsExactly("7", "8");
    assertThat(answer.classes()).containsExactly("a", "b");
    assertThat(answer.probabilities()).containsExactly(0.25, 0.75, 0.5, 0.5);
  }

  @Test
  void readsADictOfClassesForEachRow() throws IOException {
    Predictions text = predict(returning("[{'b': 0.5, 'a': 0.5}, {'a': 0.1, 'b': 0.9}]"), two());
    assertThat(text.classes()).containsExactly("a", "b");
    assertThat(texts(text.values())).containsExactly("a", "b");
    assertThat(text.probabilities()).containsExactly(0.5, 0.5, 0.1, 0.9);

    Predictions whole = predict(returning("[{10: 0.25, 9: 0.75}] * 2"), two());
    assertThat(whole.classes()).containsExactly("9", "10");
    assertThat(whole.values().type()).isEqualTo(DataType.WHOLE);
    assertThat(texts(whole.values())).containsExactly("9", "9");
  }

  @Test
  void takesTheMostLikelyClassWhenThereAreNoValues() throws IOException {
    String shares = "'probabilities': [[0.25, 0.75], [1, 0]]";
    assertThat(texts(predict(returning("{" + shares + "}"), two()).values()))
        .containsExactly("1", "0");
    assertThat(texts(predict(returning("{" + shares + ", 'classes': ['n', 'y']}"), two()).values()))
        .containsExactly("y", "n");
  }

  @Test
  void joinsBatchesOfALargeTable() throws IOException {
    long[] numbers = new long[20_000];
    java.util.Arrays.setAll(numbers, i -> i);
    Predictions answer =
        predict(
            """
            def predict(columns):
                return [x if x < 9000 else x + 0.5 for x in columns["x"]]
            """,
            table("x", whole(numbers)));
    double[] values = reals(answer.values());
    assertThat(values).hasSize(20_000);
    assertThat(values[8_999]).isEqualTo(8_999);
    assertThat(values[19_999]).isEqualTo(19_999.5);
  }

  @Test
  void givesOnlyTheFeaturesInTheirOrder() throws IOException {
    write(
        """
        def predict(columns):
            return [",".join(columns)] * 200
        """);
    try (PythonPredictor model = start(List.of("d", "a"))) {
      assertThat(model.predict(csv("tiny-matrix.csv")).values().text(0)).isEqualTo("d,a");
    }
    try (PythonPredictor model = start(List.of("e", "a", "z"))) {
      assertThatThrownBy(() -> model.predict(csv("tiny-matrix.csv")))
          .hasMessage(
              """
              column e is missing (features of model:predict); expected it among a, b, c, d, y
              column z is missing (features of model:predict); expected it among a, b, c, d, y\
              """);
    }
  }

  @Test
  void refusesWhatIsNoPredictionForEachRow() throws IOException {
    assertRefused("[1, 2, 3]", "3 predictions for 2 rows");
    assertRefused("[]", "0 predictions for 2 rows");
    assertRefused("['a', 1]", "1 for row 2");
    assertRefused("[None, 1]", "None for row 1");
    assertRefused("[1, 10 ** 30]", "1000000000000000000000000000000 for row 2");
    assertRefused("3.5", "a float");
    assertRefused("None", "a NoneType");
    assertRefused("[object(), 1]", "a object");
    assertRefused("{'label': [1, 2]}", "a dict with label");
    assertRefused("[{'a': 1, 'b': 0}, {'a': 1, 'b': 'x'}]", "'x' as the probability of b in row 2");
    assertRefused("[{'a': None}, {'a': 1}]", "None as the probability of a in row 1");
    assertRefused("[{'a': 1}, {'b': 1}]", "other classes in row 2 than in row 1");
    assertRefused(
        "{'values': [1, 2], 'probabilities': [[1]]}", "1 rows of probabilities for 2 rows");
    assertRefused(
        "{'values': [1, 2], 'probabilities': [[1], [0.5, 0.5]]}",
        "2 probabilities for row 2, 1 for row 1");
    assertRefused(
        "{'values': [1, 2], 'probabilities': [1, 0]}", "no list of probabilities for row 1");
    assertRefused(
        "{'values': [1, 2], 'probabilities': [[0, 1], [1, 0]], 'classes': ['a']}",
        "1 classes and 2 probabilities a row");
    assertRefused("{'probabilities': [[1], [0]]}", "probabilities of one class and no values");
  }

  @Test
  void refusesNumbersThatAreNoProbabilities() {
    assertThatThrownBy(
            () ->
                predict(
                    returning("{'values': [1, 2], 'probabilities': [[0, 1], [-3.25, 1]]}"), two()))
        .hasMessage(
            "model:predict answers [-3.250, 1.000] for row 2; expected probabilities from 0 to 1"
                + " with the sum 1; let the model answer probabilities (a softmax of its scores) or"
                + " leave them out");
  }

  @Test
  void findsModulesInPackagesAndFunctionsInObjects() throws IOException {
    Files.createDirectories(folder.resolve("pack"));
    Files.writeString(folder.resolve("other.py"), "FACTOR = 3");
    Files.writeString(
        folder.resolve("pack/inner.py"),
        """
        import other
        class Model:
            def predict(self, columns):
                return [other.FACTOR * x for x in columns["x"]]
        model = Model()
        """);
    try (PythonPredictor model =
        PythonPredictor.start(folder, "pack.inner:model.predict", null, List.of(), Workers.of(1))) {
      assertThat(texts(model.predict(two()).values())).containsExactly("3", "6");
    }
  }

  private void assertValues(String returned, DataType type, String... expected) throws IOException {
    Column values = predict(returning(returned), two()).values();
    assertThat(values.type()).isEqualTo(type);
    assertThat(texts(values)).containsExactly(expected);
  }

  private void assertRefused(String returned, String words) {
    assertThatThrownBy(() -> predict(returning(returned), two()))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
        .hasMessage("model:predict returned " + words + EXPECTED);
  }

  private static Table two() {
    return table("x", whole(1, 2));
  }

  private static String returning(String expression) {
    return "def predict(columns):\n    return " + expression + "\n";
  }

  private Predictions predict(String source, Table rows) throws IOException {
    write(source);
    try (PythonPredictor model = start(List.of())) {
      return model.predict(rows);
    }
  }

  private void write(String source) throws IOException {
    // Python takes a compiled file for the new one when size and second are the same.
    Path cache = folder.resolve("__pycache__");
    if (Files.isDirectory(cache)) {
      try (var files = Files.list(cache)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    Files.writeString(folder.resolve("model.py"), source);
  }

  private PythonPredictor start(List<String> features) {
    return PythonPredictor.start(folder, "model:predict", null, features, Workers.of(1));
  }
}
