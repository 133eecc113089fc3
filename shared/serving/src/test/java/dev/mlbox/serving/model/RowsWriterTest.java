package dev.mlbox.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsWriterTest {

  @Test
  void writesBareValues() {
    assertThat(write(Predictions.of(new Column.Real(new double[] {1.5, Double.NaN}))))
        .isEqualTo("{\"predictions\":[1.5,\"NaN\"]}");
    assertThat(write(Predictions.of(new Column.Text(new String[] {"a\"b"}))))
        .isEqualTo("{\"predictions\":[\"a\\\"b\"]}");
    assertThat(write(Predictions.of(new Column.Whole(new long[0]))))
        .isEqualTo("{\"predictions\":[]}");
  }

  @Test
  void writesLabelsWithProbabilities() {
    Column labels = new Column.Whole(new long[] {1, 0});
    double[] probabilities = {0.25, 0.75, 0.5, 0.5};
    assertThat(write(new Predictions(labels, List.of("no", "yes"), probabilities, 2)))
        .isEqualTo(
            "{\"predictions\":[{\"label\":1,\"probabilities\":{\"no\":0.25,\"yes\":0.75}},"
                + "{\"label\":0,\"probabilities\":{\"no\":0.5,\"yes\":0.5}}]}");
    assertThat(write(new Predictions(labels, List.of(), probabilities, 2)))
        .isEqualTo(
            "{\"predictions\":[{\"label\":1,\"probabilities\":[0.25,0.75]},"
                + "{\"label\":0,\"probabilities\":[0.5,0.5]}]}");
  }

  private static String write(Predictions predictions) {
    return new String(
        new RowsWriter(BodyJson.factory()).write(predictions), StandardCharsets.UTF_8);
  }
}
