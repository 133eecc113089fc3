package dev.mlbox.runtime.onnx;

import static dev.mlbox.runtime.Fixtures.csv;
import static dev.mlbox.runtime.Fixtures.own;
import static dev.mlbox.runtime.Fixtures.real;
import static dev.mlbox.runtime.Fixtures.reals;
import static dev.mlbox.runtime.Fixtures.shared;
import static dev.mlbox.runtime.Fixtures.table;
import static dev.mlbox.runtime.Fixtures.text;
import static dev.mlbox.runtime.Fixtures.texts;
import static dev.mlbox.runtime.Fixtures.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row for each type of input: what it holds, and what is refused in which words. */
class InputsTest {

  @ParameterizedTest
  @CsvSource({
    "bool,     0,                    1",
    "int8,     -128,                 127",
    "uint8,    0,                    255",
    "int16,    -32768,               32767",
    "int32,    -2147483648,          2147483647",
    "int64,    -4503599627370496,    4503599627370496",
    "float16,  -2048,                2048",
    "bfloat16, -256,                 256",
    "float,    -16777216,            16777216",
    "double,   -9007199254740992,    9007199254740992",
  })
  void takesWholeNumbersThatFit(String type, long low, long high) {
    double[] same = {(double) low, (double) high};
    assertThat(numbers(type, whole(low, high))).containsExactly(same);
    assertThat(numbers(type, real(same))).containsExactly(same);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bool     | 2                    | 0 or 1 (bool)",
        "int8     | 128                  | a whole number from -128 to 127 (int8)",
        "uint8    | -1                   | a whole number from 0 to 255 (uint8)",
        "int16    | -32769               | a whole number from -32768 to 32767 (int16)",
        "int32    | 2147483648           | a whole number from -2147483648 to 2147483647 (int32)",
        "float16  | 2049                 | a whole number from -2048 to 2048, which float16 holds exactly",
        "bfloat16 | 257                  | a whole number from -256 to 256, which bfloat16 holds exactly",
        "float    | 16777217             | a whole number from -16777216 to 16777216, which float holds exactly",
        "double   | -9007199254740993    | a whole number from -9007199254740992 to 9007199254740992, which double holds exactly",
      })
  void refusesWholeNumbersThatWouldChange(String type, long value, String expected) {
    assertRefused(type, whole(1, value), 2, Long.toString(value), expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bool    | 0.5     | 0 or 1 (bool)",
        "int8    | 2.5     | a whole number from -128 to 127 (int8)",
        "int64   | NaN     | a whole number (int64)",
        "int64   | 9.223372036854775807E18 | a whole number (int64)",
        "int64   | Infinity | a whole number (int64)",
        "float16 | 65505   | a number from -65504.0 to 65504.0 (float16)",
        "float   | -1e39   | a number from -3.4028234663852886E38 to 3.4028234663852886E38 (float)",
      })
  void refusesRealNumbersThatWouldChange(String type, double value, String expected) {
    assertRefused(type, real(1, 0, value), 3, Double.toString(value), expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int8   | a whole number from -128 to 127 (int8)",
        "float  | a number (float)",
        "double | a number (double)",
      })
  void refusesTextForNumbers(String type, String expected) {
    assertRefused(type, text("heavy ✓", "1"), 1, "\"heavy ✓\"", expected);
  }

  @Test
  void refusesNumbersForText() {
    assertRefused("string", whole(7), 1, "7", "text");
    assertRefused("string", real(7.5), 1, "7.5", "text");
  }

  @Test
  void takesTextAndRealNumbers() {
    assertThat(texts(predict("in-string", table("x", text("", "señal ✓", "日本"))).values()))
        .containsExactly("", "señal ✓", "日本");
    assertThat(numbers("double", real(0.1, Double.NaN, Double.NEGATIVE_INFINITY)))
        .containsExactly(0.1, Double.NaN, Double.NEGATIVE_INFINITY);
    assertThat(numbers("float", real(0.1, Double.NaN))).containsExactly(0.1f, Float.NaN);
    assertThat(numbers("float16", real(0.1, -0.0))).containsExactly(0.0999755859375, -0.0);
    assertThat(numbers("bfloat16", real(0.1))).containsExactly(0.10009765625);
  }

  @Test
  void countsRowsOverAllBatches() {
    double[] values = new double[20_000];
    values[19_998] = 0.5;
    assertRefused(
        "int32",
        real(values),
        19_999,
        "0.5",
        "a whole number from -2147483648 to 2147483647 (int32)");
  }

  @Test
  void namesEveryMissingColumn() {
    Table rows = csv("tiny-table.csv").without("size").without("visits");
    MlboxException refused =
        catchThrowableOfType(
            MlboxException.class,
            () -> {
              try (OnnxPredictor model =
                  OnnxPredictor.load(shared("tiny-binary.onnx"), List.of(), 1)) {
                model.predict(rows);
              }
            });
    assertThat(refused.fault()).isEqualTo(Fault.INVALID);
    assertThat(refused)
        .hasMessage(
            """
            column size is missing (input size of tiny-binary.onnx); expected it among color, weight, bought, plan
            column visits is missing (input visits of tiny-binary.onnx); expected it among color, weight, bought, plan""");
  }

  @Test
  void namesAMissingFeature() {
    assertMatrixRefused(
        List.of("a", "b", "c", "e"),
        "column e is missing (input features of tiny-matrix.onnx); expected it among a, b, c, d, y");
  }

  @Test
  void refusesOtherThanAsManyNumericColumnsAsTheMatrixTakes() {
    assertMatrixRefused(
        List.of(),
        "the data have 5 numeric columns: a, b, c, d, y (input features of tiny-matrix.onnx);"
            + " expected 4; name the model's columns in their order under features");
  }

  @Test
  void refusesOtherThanAsManyFeaturesAsTheMatrixTakes() {
    assertMatrixRefused(
        List.of("a", "b"),
        "features names 2 columns (input features of tiny-matrix.onnx); expected 4, as many as the"
            + " input takes");
  }

  @Test
  void takesAnyNumberOfColumnsWhenTheModelDoes() {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("a", real(1, 2));
    columns.put("text", text("1", "2"));
    columns.put("b", whole(10, 20));
    try (OnnxPredictor model = OnnxPredictor.load(own("open-width"), List.of(), 1)) {
      assertThat(reals(model.predict(table(columns)).values())).containsExactly(11, 22);
      columns.put("c", real(0.5, 0.25));
      assertThat(reals(model.predict(table(columns)).values())).containsExactly(11.5, 22.25);
      // As many numbers as before, in another shape.
      assertThat(reals(model.predict(table("a", real(1, 2, 3, 4, 5, 6))).values()))
          .containsExactly(1, 2, 3, 4, 5, 6);
      assertThatThrownBy(() -> model.predict(table("text", text("1"))))
          .hasMessage(
              "the data have 0 numeric columns: none (input x of open-width.onnx); expected at"
                  + " least 1; name the model's columns in their order under features");
    }
  }

  @Test
  void takesAMatrixOfText() {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("a", text("a1", "a2"));
    columns.put("n", whole(1, 2));
    columns.put("b", text("b1", "b2"));
    assertThat(texts(predict("text-matrix", table(columns)).values())).containsExactly("b1", "b2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image     | its shape is [N,3,2,2] (input x of image.onnx)",
        "in-uint16 | its type is uint16 (input x of in-uint16.onnx)",
      })
  void refusesModelsThatRowsCannotBeFedTo(String model, String what) {
    assertThatThrownBy(() -> OnnxPredictor.load(own(model), List.of(), 1))
        .hasMessage(what + EXPECTED_INPUTS);
  }

  @Test
  void namesEveryInputThatCannotBeFed() {
    assertThatThrownBy(() -> OnnxPredictor.load(own("two-matrices"), List.of(), 1))
        .hasMessage(
            "its shape is [N,2] (input a of two-matrices.onnx)"
                + EXPECTED_INPUTS
                + "\nits shape is [N,2] (input b of two-matrices.onnx)"
                + EXPECTED_INPUTS);
  }

  @Test
  void refusesAFixedNumberOfRows() {
    assertThatThrownBy(() -> OnnxPredictor.load(own("batch-of-32"), List.of(), 1))
        .hasMessage(
            "it takes exactly 32 rows at a time (input x of batch-of-32.onnx); expected any number"
                + " of rows, or 1; export the model with a dynamic first dimension");
  }

  private static final String EXPECTED_INPUTS =
      "; expected inputs [N] or [N,1] for one column each, or a single one [N,k], of string, bool,"
          + " int8 to int64, uint8, float16, float or double";

  private static double[] numbers(String type, Column column) {
    return reals(predict("in-" + type, table("x", column)).values());
  }

  private static Predictions predict(String model, Table rows) {
    try (OnnxPredictor predictor = OnnxPredictor.load(own(model), List.of(), 1)) {
      return predictor.predict(rows);
    }
  }

  private static void assertRefused(
      String type, Column column, int row, String value, String expected) {
    MlboxException refused =
        catchThrowableOfType(MlboxException.class, () -> numbers(type, column));
    assertThat(refused.fault()).isEqualTo(Fault.INVALID);
    assertThat(refused)
        .hasMessage(
            "column x, row %d is %s (input x of in-%s.onnx); expected %s"
                .formatted(row, value, type, expected));
  }

  private static void assertMatrixRefused(List<String> features, String message) {
    assertThatThrownBy(
            () -> {
              try (OnnxPredictor model =
                  OnnxPredictor.load(shared("tiny-matrix.onnx"), features, 1)) {
                model.predict(csv("tiny-matrix.csv"));
              }
            })
        .hasMessage(message);
  }
}
