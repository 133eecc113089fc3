package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against counts by the order of all rows, for few rows and for as many as several threads share.
 */
class PlacementsTest {
  @ParameterizedTest
  @ValueSource(ints = {4, 23, 300, 20_000, 150_000})
  void countWhatTheOrderSays(int rows) {
    agree(rows, score -> score);
    agree(rows, score -> Math.rint(score * 50) / 50);
    agree(rows, score -> score > 0.3 ? 1 : 0);
    agree(rows, score -> Math.pow(score, 40) - 0.5);
    agree(rows, score -> score < 0.1 ? Double.NEGATIVE_INFINITY : score < 0.2 ? -0.0 : score - 0.2);
    agree(rows, score -> 7);
  }

  private static void agree(int rows, DoubleUnaryOperator shape) {
    SplittableRandom random = new SplittableRandom(rows);
    boolean[] positive = new boolean[rows];
    double[] scores = new double[rows];
    for (int row = 0; row < rows; row++) {
      double truth = random.nextDouble();
      positive[row] = random.nextDouble() < truth;
      scores[row] = shape.applyAsDouble(truth * 0.9 + 0.1 * random.nextDouble());
    }
    long[] expected = byOrder(positive, scores);

    Placements.Counted counted = Placements.of(positive, scores);

    long sum = 0;
    for (int row = 0; row < rows; row++) {
      assertThat((long) counted.twice()[row]).isEqualTo(expected[row]);
      sum += positive[row] ? expected[row] : 0;
    }
    assertThat(counted.sum()).isEqualTo(sum);
    Placements.Counted ordered = Placements.of(positive, RadixOrder.ascending(scores));
    assertThat(ordered.twice()).isEqualTo(counted.twice());
    assertThat(ordered.sum()).isEqualTo(sum);
    assertThat(Placements.sum(positive, scores).sum()).isEqualTo(sum);
  }

  private static long[] byOrder(boolean[] positive, double[] scores) {
    RadixOrder order = RadixOrder.ascending(scores);
    long[] twice = new long[scores.length];
    long positives = 0;
    int to;
    for (int from = 0; from < scores.length; from = to) {
      to = order.endOfTies(from);
      long tied = 0;
      for (int rank = from; rank < to; rank++) {
        tied += positive[order.row(rank)] ? 1 : 0;
      }
      for (int rank = from; rank < to; rank++) {
        int row = order.row(rank);
        twice[row] =
            positive[row] ? 2 * (from - positives) + to - from - tied : 2 * positives + tied;
      }
      positives += tied;
    }
    return twice;
  }
}
