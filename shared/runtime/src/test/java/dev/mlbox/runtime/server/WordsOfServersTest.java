package dev.mlbox.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.model.ServerSpec.Speaks;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Column;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said to servers of each kind, and what is understood of their answers. */
class WordsOfServersTest {
  private static String asked(Speaks speaks, boolean matrix) {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("x", new Column.Real(new double[] {1, 2.5, Double.NaN}));
    columns.put("n", new Column.Whole(new long[] {7, 8, 9}));
    if (!matrix) {
      columns.put("carrier", new Column.Text(new String[] {"AA", "B6", "UA"}));
    }
    byte[] body = new Question(columns, 1, 3, matrix).body(speaks);
    return new String(body, StandardCharsets.UTF_8);
  }

  private static Predictions heard(Speaks speaks, int rows, String body) {
    try {
      return new ServerAnswer("/invocations", rows, 1)
          .read(Question.MAPPER.readTree(body.replace('\'', '"')), speaks);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void asksEachKindInItsOwnWords() {
    assertThat(asked(Speaks.MLFLOW, false))
        .isEqualTo(
            "{\"dataframe_split\":{\"columns\":[\"x\",\"n\",\"carrier\"],"
                + "\"data\":[[2.5,8,\"B6\"],[NaN,9,\"UA\"]]}}");
    assertThat(asked(Speaks.ROWS, false))
        .isEqualTo(
            "{\"rows\":[{\"x\":2.5,\"n\":8,\"carrier\":\"B6\"},"
                + "{\"x\":NaN,\"n\":9,\"carrier\":\"UA\"}]}");
    assertThat(asked(Speaks.V2, false))
        .isEqualTo(
            "{\"inputs\":["
                + "{\"name\":\"x\",\"shape\":[2,1],\"datatype\":\"FP64\",\"data\":[2.5,NaN]},"
                + "{\"name\":\"n\",\"shape\":[2,1],\"datatype\":\"INT64\",\"data\":[8,9]},"
                + "{\"name\":\"carrier\",\"shape\":[2,1],\"datatype\":\"BYTES\","
                + "\"data\":[\"B6\",\"UA\"]}]}");
    assertThat(asked(Speaks.V2, true))
        .isEqualTo(
            "{\"inputs\":[{\"name\":\"input\",\"shape\":[2,2],\"datatype\":\"FP64\","
                + "\"data\":[2.5,8,NaN,9]}]}");
  }

  @Test
  void understandsValues() {
    assertThat(heard(Speaks.MLFLOW, 2, "{'predictions': [1, 2.5]}").values())
        .isInstanceOfSatisfying(
            Column.Real.class, values -> assertThat(values.values()).containsExactly(1, 2.5));
    assertThat(heard(Speaks.MLFLOW, 2, "{'predictions': [[1], [2]]}").values())
        .isInstanceOfSatisfying(
            Column.Whole.class, values -> assertThat(values.values()).containsExactly(1, 2));
    assertThat(heard(Speaks.ROWS, 1, "{'predictions': ['late']}").values().text(0))
        .isEqualTo("late");
  }

  @Test
  void understandsProbabilities() {
    Predictions lists = heard(Speaks.MLFLOW, 2, "{'predictions': [[0.2, 0.8], [0.9, 0.1]]}");
    assertThat(lists.values().text(0)).isEqualTo("1");
    assertThat(lists.probability(1, 0)).isEqualTo(0.9);

    Predictions named = heard(Speaks.ROWS, 1, "{'predictions': [{'no': 0.7, 'yes': 0.3}]}");
    assertThat(named.classes()).containsExactly("no", "yes");
    assertThat(named.values().text(0)).isEqualTo("no");

    Predictions labelled =
        heard(
            Speaks.ROWS,
            1,
            "{'predictions': [{'label': 'yes', 'probabilities': {'no': 0.7, 'yes': 0.3}}]}");
    assertThat(labelled.values().text(0)).isEqualTo("yes");
  }

  @Test
  void understandsTensors() {
    Predictions both =
        heard(
            Speaks.V2,
            2,
            "{'outputs': [{'name': 'label', 'shape': [2], 'datatype': 'INT64', 'data': [0, 1]},"
                + "{'name': 'p', 'shape': [2, 2], 'datatype': 'FP64',"
                + " 'data': [[0.6, 0.4], [0.1, 0.9]]}]}");
    assertThat(both.values().text(1)).isEqualTo("1");
    assertThat(both.probability(1, 1)).isEqualTo(0.9);

    Predictions shares =
        heard(
            Speaks.V2,
            1,
            "{'outputs': [{'name': 'p', 'shape': [1, 2], 'datatype': 'FP32',"
                + " 'data': [0.25, 0.75]}]}");
    assertThat(shares.values().text(0)).isEqualTo("1");
  }

  @Test
  void saysWhatIsNoAnswer() {
    assertThatThrownBy(() -> heard(Speaks.MLFLOW, 2, "{'predictions': [1]}"))
        .isInstanceOf(MlboxException.class)
        .hasMessageContaining("the server gave 1 predictions for 2 rows: {\"predictions\":[1]}");
    assertThatThrownBy(() -> heard(Speaks.MLFLOW, 1, "{'predictions': [null]}"))
        .isInstanceOf(MlboxException.class)
        .hasMessageContaining("neither all numbers nor all text");
    assertThatThrownBy(() -> heard(Speaks.V2, 2, "{'outputs': []}"))
        .isInstanceOf(MlboxException.class)
        .hasMessageContaining("no output with an answer for each of 2 rows");
    assertThatThrownBy(() -> heard(Speaks.MLFLOW, 1, "{'predictions': [[3, 4]]}"))
        .isInstanceOf(MlboxException.class)
        .hasMessageContaining("probabilities from 0 to 1");
  }
}
