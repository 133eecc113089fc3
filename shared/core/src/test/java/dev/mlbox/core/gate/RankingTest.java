package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Metrics;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.measure.Units;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A retrained ranking scores each row anew, and few queries are ranked otherwise. */
class RankingTest {
  private static final int QUERIES = 200;

  /**
   * Of two rows a query, the first is wanted. The baseline finds it in all queries but every
   * seventh, the candidate, with other scores, in so many fewer.
   */
  private static PairedTest test(String metric, int lost) {
    double[] wanted = new double[2 * QUERIES];
    double[] ours = new double[2 * QUERIES];
    double[] theirs = new double[2 * QUERIES];
    long[] queries = new long[2 * QUERIES];
    for (int query = 0; query < QUERIES; query++) {
      int row = 2 * query;
      queries[row] = query;
      queries[row + 1] = query;
      wanted[row] = 1;
      boolean found = query % 7 != 0;
      theirs[row] = found ? 0.9 : 0.1;
      theirs[row + 1] = 0.5;
      boolean loses = query % 7 == 1 && query < 7 * lost;
      ours[row] = found && !loses ? 0.8 + query * 1e-4 : 0.2;
      ours[row + 1] = 0.4 + query * 1e-4;
    }
    Predictions first = Predictions.of(new Column.Real(ours));
    Predictions second = Predictions.of(new Column.Real(theirs));
    Truth truth =
        Truth.of("y", new Column.Real(wanted), List.of(first, second), null)
            .ranked(Units.of("query", new Column.Whole(queries)));
    return new Pairing(
            Metrics.named(metric).orElseThrow(),
            Answers.of(truth, first, "candidate"),
            Answers.of(truth, second, "baseline"),
            1)
        .test(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mrr", "ndcg", "map"})
  void twoQueriesThatAreRankedOtherwiseAreTwoEventsWhateverTheScores(String metric) {
    PairedTest few = test(metric, 2);

    // z²/(200 + z²) with z = 1.644854
    assertThat(few.interval(0.9).lower()).isLessThanOrEqualTo(few.gain() - 0.013347);
    assertThat(few).isInstanceOf(FlooredTest.class);
    assertThat(test(metric, 12)).isNotInstanceOf(FlooredTest.class);
  }
}
