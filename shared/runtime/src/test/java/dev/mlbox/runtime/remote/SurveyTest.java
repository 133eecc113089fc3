package dev.mlbox.runtime.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SurveyTest {
  private static double[] seen(double last) {
    double[] numbers =
        DoubleStream.concat(DoubleStream.iterate(0, n -> n + 1).limit(2_000), DoubleStream.of(last))
            .toArray();
    Survey survey = new Survey(1, 0);
    Column values = new Column.Real(numbers);
    survey.add(values, List.of(Predictions.of(values)), List.of());
    return ((Column.Real) survey.target()).values();
  }

  /** One number that is no class makes all of them numbers, however late it comes. */
  @Test
  void showsANumberThatIsNoClassAmongMoreThanAreKept() {
    assertThat(seen(7)).hasSize(1_000);
    assertThat(seen(0.5)).hasSize(1_001).contains(0.5);
    assertThat(seen(1e17)).hasSize(1_001).contains(1e17);
  }
}
