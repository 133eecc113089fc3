package dev.mlbox.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What counts as the same answer. */
class ProbeTest {

  private static Optional<String> difference(Column evaluated, Column served) {
    return new Probe(new Table(Map.of(), 1), Predictions.of(evaluated))
        .difference(Predictions.of(served));
  }

  private static Column whole(long value) {
    return new Column.Whole(new long[] {value});
  }

  private static Column real(double value) {
    return new Column.Real(new double[] {value});
  }

  @Test
  void aClassOfWholeNumbersHasNoNeighbours() {
    assertThat(difference(whole(123_456), whole(123_456))).isEmpty();
    assertThat(difference(whole(123_456), whole(123_460)))
        .contains("row 1 was evaluated as 123456 and is served as 123460");
    assertThat(difference(whole(10_000), whole(10_001))).isPresent();
    assertThat(difference(whole(Long.MAX_VALUE), whole(Long.MAX_VALUE - 1))).isPresent();
  }

  @Test
  void aWholeNumberMayComeBackWithAPoint() {
    assertThat(difference(whole(3), real(3.0))).isEmpty();
    assertThat(difference(whole(123_456), real(123_457.0))).isPresent();
    assertThat(difference(whole(3), real(2.6))).isPresent();
    assertThat(difference(whole(3), new Column.Text(new String[] {"3"}))).isPresent();
  }

  @Test
  void aNumberMayBeOffByWhatSinglePrecisionLoses() {
    assertThat(difference(real(123_456.0), real(123_460.0))).isEmpty();
    assertThat(difference(real(123_456.0), real(123_500.0))).isPresent();
    assertThat(difference(real(3.0), whole(3))).isEmpty();
  }

  @Test
  void probabilitiesThatWereEvaluatedHaveToBeServed() {
    Predictions evaluated =
        new Predictions(whole(1), List.of("0", "1"), new double[] {0.2, 0.8}, 2);
    Probe probe = new Probe(new Table(Map.of(), 1), evaluated);

    assertThat(probe.difference(evaluated)).isEmpty();
    assertThat(probe.difference(Predictions.of(whole(1))))
        .contains("rows were evaluated with 2 probabilities each and are served with 0");
    assertThat(new Probe(new Table(Map.of(), 1), Predictions.of(whole(1))).difference(evaluated))
        .isEmpty();
  }
}
