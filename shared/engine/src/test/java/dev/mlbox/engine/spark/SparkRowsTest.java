package dev.mlbox.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.measure.CutSums;
import dev.mlbox.core.measure.Frame;
import dev.mlbox.core.measure.Task;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparkRowsTest {
  private static CutSums ofTwoRows() {
    Frame.Said nothing = new Frame.Said(false, false);
    Frame frame =
        new Frame(
            "price", Task.REGRESSION, List.of(), -1, List.of(), List.of(nothing), new double[0][]);
    CutSums sums = new CutSums(frame, 1);
    Column values = new Column.Real(new double[] {1, 2});
    sums.add(frame.answers(values, List.of(Predictions.of(values))), new int[2], 0);
    return sums.settled();
  }

  @Test
  void sumsWithoutARowAreRefused() {
    CutSums sums = ofTwoRows();

    assertThat(SparkRows.complete(sums, 2)).isSameAs(sums);
    assertThatThrownBy(() -> SparkRows.complete(sums, 3))
        .hasMessageContaining("Spark summed up 2 rows, and there were 3");
  }
}
