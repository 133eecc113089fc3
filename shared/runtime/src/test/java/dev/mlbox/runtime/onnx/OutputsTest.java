package dev.mlbox.runtime.onnx;

import static dev.mlbox.runtime.Fixtures.own;
import static dev.mlbox.runtime.Fixtures.real;
import static dev.mlbox.runtime.Fixtures.reals;
import static dev.mlbox.runtime.Fixtures.table;
import static dev.mlbox.runtime.Fixtures.texts;
import static dev.mlbox.runtime.Fixtures.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import dev.mlbox.core.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputsTest {

  /** Rows of three scores; their softmax is 0.090031, 0.244728, 0.665241. */
  private static final Table SCORES = scores(real(1, 3), real(2, 2), real(3, 1));

  @ParameterizedTest
  @CsvSource({
    "bool,   1",
    "int8,   -7",
    "uint8,  200",
    "int16,  -300",
    "uint16, 65000",
    "int32,  -70000",
    "int64,  -5000000000"
  })
  void readsLabelsOfEachIntegerType(String type, long label) {
    Column values = predict("out-" + type, table("x", whole(label, 0))).values();
    assertThat(values.type()).isEqualTo(DataType.WHOLE);
    assertThat(texts(values)).containsExactly(Long.toString(label), "0");
  }

  @Test
  void readsHalfPrecision() {
    Column values = predict("out-float16", table("x", real(0.1, -2))).values();
    assertThat(reals(values)).containsExactly(0.0999755859375, -2);
  }

  @Test
  void answersTheIndexOfTheMostLikelyWhenClassesHaveNoNames() {
    Predictions answer = predict("softmax", SCORES);
    assertThat(texts(answer.values())).containsExactly("2", "0");
    assertThat(answer.classes()).isEmpty();
    assertThat(answer.probabilities())
        .containsExactly(
            new double[] {0.090031, 0.244728, 0.665241, 0.665241, 0.244728, 0.090031},
            offset(1e-6));
  }

  @Test
  void answersTheMostLikelyClassWhenTheModelNamesThem() {
    Predictions text = predict("classes-text", SCORES);
    assertThat(text.classes()).containsExactly("no", "perhaps", "yes");
    assertThat(text.values().type()).isEqualTo(DataType.TEXT);
    assertThat(texts(text.values())).containsExactly("yes", "no");

    Predictions whole = predict("classes-whole", SCORES);
    assertThat(whole.classes()).containsExactly("-1", "0", "7");
    assertThat(whole.values().type()).isEqualTo(DataType.WHOLE);
    assertThat(texts(whole.values())).containsExactly("7", "-1");
  }

  @Test
  void namesNoClassesThatTheModelRenames() {
    Predictions answer = predict("classes-renamed", SCORES);
    assertThat(texts(answer.values())).containsExactly("0", "2");
    assertThat(answer.classes()).isEmpty();
    assertThat(answer.width()).isEqualTo(3);
  }

  @Test
  void refusesScoresThatAreNoProbabilities() {
    assertThatThrownBy(() -> predict("logits", SCORES))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
        .hasMessage(
            "output y of logits.onnx answers [1.000, 2.000, 3.000] for row 1; expected"
                + " probabilities from 0 to 1 with the sum 1; let the model answer probabilities"
                + " (a softmax of its scores) or leave them out");
  }

  @Test
  void refusesOtherThanOneAnswerARow() {
    assertThatThrownBy(() -> predict("one-answer", SCORES))
        .hasMessage("1 answers for 2 rows (output y of one-answer.onnx)");
  }

  @Test
  void refusesAModelWithoutAPrediction() {
    assertThatThrownBy(() -> OnnxPredictor.load(own("no-prediction"), List.of(), 1))
        .hasMessage(
            "no output is a prediction: y float [N,1,3] (no-prediction.onnx); expected a label or"
                + " number [N] or [N,1], probabilities [N,k], or a label and probabilities");
  }

  private static Table scores(Column... columns) {
    Map<String, Column> named = new LinkedHashMap<>();
    for (Column column : columns) {
      named.put("score" + named.size(), column);
    }
    return table(named);
  }

  private static Predictions predict(String model, Table rows) {
    try (OnnxPredictor predictor = OnnxPredictor.load(own(model), List.of(), 1)) {
      return predictor.predict(rows);
    }
  }
}
