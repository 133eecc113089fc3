package dev.mlbox.runtime.batch;

import static dev.mlbox.runtime.Fixtures.real;
import static dev.mlbox.runtime.Fixtures.text;
import static dev.mlbox.runtime.Fixtures.texts;
import static dev.mlbox.runtime.Fixtures.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {

  @Test
  void asksForEachPartOnce() {
    StringBuilder asked = new StringBuilder();
    Predictions all =
        Batches.predict(
            7,
            3,
            (from, to) -> {
              asked.append(from).append('-').append(to).append(' ');
              long[] rows = new long[to - from];
              java.util.Arrays.setAll(rows, i -> from + i);
              return new Predictions(whole(rows), List.of("p"), new double[to - from], 1);
            });
    assertThat(asked).hasToString("0-3 3-6 6-7 ");
    assertThat(texts(all.values())).containsExactly("0", "1", "2", "3", "4", "5", "6");
    assertThat(all.classes()).containsExactly("p");
    assertThat(all.probabilities()).hasSize(7);
  }

  @Test
  void joinsText() {
    assertThat(texts(join(text("a"), text("b")))).containsExactly("a", "b");
  }

  @Test
  void joinsWholeAndRealNumbersToRealOnes() {
    assertThat(texts(join(whole(1), real(2.5)))).containsExactly("1.0", "2.5");
  }

  @Test
  void refusesTextInOnePartAndNumbersInTheNext() {
    assertThatThrownBy(() -> join(whole(1), text("a")))
        .hasMessage("the model changed its kind of answer from text to numbers");
  }

  @Test
  void refusesOtherClassesInTheNextPart() {
    assertThatThrownBy(
            () ->
                Batches.predict(
                    2,
                    1,
                    (from, to) ->
                        new Predictions(
                            whole(0),
                            from == 0 ? List.of("a", "b") : List.of(),
                            new double[] {1, 0},
                            2)))
        .hasMessage("the model changed its classes from a, b to 2 unnamed");
  }

  private static Column join(Column... parts) {
    return Batches.predict(parts.length, 1, (from, to) -> Predictions.of(parts[from])).values();
  }
}
