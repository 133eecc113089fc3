package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.LiveMix;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Metrics;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.table.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What intervals and verdicts on the live mix promise, by simulation; the seed is fixed. */
class LiveMixCoverageTest {
  private static final int RUNS = 400;
  private static final GateRules RULES = new GateRules(30, 1, 0);
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int[] SIZES = {1, 2, 5, 12, 40, 100, 300};

  /** Slices of random sizes, of random shares of the requests, with random rates. */
  private record World(int[] sizes, int[] requests, double[] rates, LiveMix mix) {

    static World of(int slices, SplittableRandom random) {
      int[] sizes = new int[slices];
      int[] requests = new int[slices];
      double[] rates = new double[slices];
      for (int i = 0; i < slices; i++) {
        sizes[i] = SIZES[random.nextInt(SIZES.length)];
        double large = random.nextDouble();
        requests[i] = 1 + (int) (1_000 * large * large * large);
        rates[i] = 0.5 + 0.49 * random.nextDouble();
      }
      return new World(sizes, requests, rates, ThinSlicesTest.mix(sizes, requests));
    }

    int rows() {
      return Arrays.stream(sizes).sum();
    }

    /** The average of a number of each slice over the requests. */
    double truth(IntToDoubleFunction ofSlice) {
      double sum = 0;
      for (int i = 0; i < sizes.length; i++) {
        sum += requests[i] * ofSlice.applyAsDouble(i);
      }
      return sum / Arrays.stream(requests).sum();
    }
  }

  private static Answers answers(Truth truth, long[] said) {
    return Answers.of(truth, Predictions.of(new Column.Whole(said)), "candidate");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 20})
  void intervalsOfAccuracyCoverAsOftenAsTheyPromise(int slices) {
    SplittableRandom random = new SplittableRandom(slices);
    Metric accuracy = Metrics.named("accuracy").orElseThrow();
    int covered = 0;
    int runs = 1_000;
    for (int run = 0; run < runs; run++) {
      World world = World.of(slices, random);
      long[] said = new long[world.rows()];
      long[] truth = new long[said.length];
      int row = 0;
      for (int i = 0; i < slices; i++) {
        for (int j = 0; j < world.sizes()[i]; j++, row++) {
          truth[row] = row % 2;
          said[row] = random.nextDouble() < world.rates()[i] ? truth[row] : 1 - truth[row];
        }
      }
      Predictions predictions = Predictions.of(new Column.Whole(said));
      Truth known = Truth.of("y", new Column.Whole(truth), List.of(predictions), null);
      Measured measured =
          world.mix().measure(accuracy, answers(known, said).mixed(world.mix().weights()));
      Interval interval = Objects.requireNonNull(measured.interval());
      covered += interval.contains(world.truth(i -> world.rates()[i])) ? 1 : 0;
    }

    assertThat((double) covered / runs).isBetween(0.935, 0.98);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 20})
  void aLossOfTheWholeMarginPassesInOneOfTwentyAtMost(int slices) {
    SplittableRandom random = new SplittableRandom(100 + slices);
    int passed = 0;
    int failed = 0;
    for (int run = 0; run < RUNS; run++) {
      World world = World.of(slices, random);
      double[] lost = new double[slices];
      double[] won = new double[slices];
      for (int i = 0; i < slices; i++) {
        lost[i] = 0.2 * random.nextDouble();
        won[i] = 0.1 * random.nextDouble();
      }
      double loss = world.truth(i -> lost[i] - won[i]);
      if (loss <= 0.002 || world.rows() < 20) {
        continue;
      }
      Rows rows = new Rows();
      for (int i = 0; i < slices; i++) {
        for (int j = 0; j < world.sizes()[i]; j++) {
          double u = random.nextDouble();
          boolean onlyBaseline = u < lost[i];
          boolean onlyCandidate = !onlyBaseline && u < lost[i] + won[i];
          boolean both = random.nextDouble() < 0.8;
          rows.add(
              1,
              onlyCandidate || (!onlyBaseline && both),
              onlyBaseline || (!onlyCandidate && both));
        }
      }
      Verdict verdict =
          rows.live(world.mix())
              .finding(
                  "accuracy on live mix >= baseline - " + String.format(Locale.ROOT, "%.6f", loss),
                  GatePolicy.USUAL,
                  RULES)
              .verdict();
      passed += verdict == Verdict.PASS ? 1 : 0;
      failed += verdict == Verdict.FAIL ? 1 : 0;
    }

    assertThat(passed).isLessThanOrEqualTo((int) (0.06 * RUNS));
    assertThat(failed).isLessThanOrEqualTo((int) (0.06 * RUNS));
  }

  /** Enough rows everywhere: neither surer nor less sure than without a mix. */
  @Test
  void slicesWithRowsAreJudgedAsSharplyAsTheyAllow() {
    SplittableRandom random = new SplittableRandom(7);
    int[] sizes = {300, 300, 600};
    LiveMix mix = ThinSlicesTest.mix(sizes, 500, 300, 200);
    int covered = 0;
    int passedAtMargin = 0;
    int passedAtNone = 0;
    int runs = 400;
    for (int run = 0; run < runs; run++) {
      Rows rows = new Rows();
      for (int size : sizes) {
        for (int j = 0; j < size; j++) {
          double u = random.nextDouble();
          boolean shared = random.nextDouble() < 0.9;
          rows.add(
              1, u < 0.05 || (u >= 0.1 && shared), (u >= 0.05 && u < 0.1) || (u >= 0.1 && shared));
        }
      }
      Finding none =
          rows.live(mix)
              .finding("accuracy on live mix >= baseline - 0.03", GatePolicy.USUAL, RULES);
      Difference difference =
          Objects.requireNonNull(
              Objects.requireNonNull(none.evidence().parts().get(0).comparison()).difference());
      covered += difference.interval().contains(0) ? 1 : 0;
      passedAtNone += none.verdict() == Verdict.PASS ? 1 : 0;
      passedAtMargin += difference.bounds().lower() >= 0 ? 1 : 0;
    }

    assertThat((double) covered / runs).isBetween(0.935, 0.985);
    assertThat((double) passedAtMargin / runs).isBetween(0.015, 0.06);
    assertThat((double) passedAtNone / runs).isGreaterThan(0.75);
  }

  /** Scores are normal, of either class by itself, so that the area of any mix is known. */
  @Test
  void aLossOfAreaOfTheWholeMarginPassesInOneOfTwentyAtMost() {
    SplittableRandom random = new SplittableRandom(11);
    int[] choice = {5, 40, 200, 400};
    int passed = 0;
    int runs = 200;
    for (int run = 0; run < runs; run++) {
      int[] sizes = new int[4];
      int[] requests = new int[4];
      double[] apart = new double[4];
      for (int i = 0; i < 4; i++) {
        sizes[i] = choice[random.nextInt(choice.length)];
        requests[i] = 50 + random.nextInt(950);
        apart[i] = 1 + 2 * random.nextDouble();
      }
      int rows = Arrays.stream(sizes).sum();
      long[] truth = new long[rows];
      double[] first = new double[rows];
      double[] second = new double[rows];
      int row = 0;
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < sizes[i]; j++, row++) {
          truth[row] = j % 2;
          double signal = truth[row] * apart[i];
          double noise = random.nextGaussian();
          first[row] = 0.8 * signal + noise;
          second[row] = signal + 0.8 * noise + 0.6 * random.nextGaussian();
        }
      }
      double loss = area(requests, apart, 1) - area(requests, apart, 0.8);
      Verdict verdict =
          TwoModels.scores(truth, shares(first), shares(second))
              .live(ThinSlicesTest.mix(sizes, requests))
              .verdict(String.format(Locale.ROOT, "roc_auc on live mix >= baseline - %.6f", loss));
      passed += verdict == Verdict.PASS ? 1 : 0;
    }

    assertThat(passed).isLessThanOrEqualTo((int) (0.06 * runs));
  }

  /** Positives and negatives of each slice are half of its requests; negatives are all alike. */
  private static double area(int[] requests, double[] apart, double factor) {
    double sum = 0;
    for (int i = 0; i < requests.length; i++) {
      sum += requests[i] * NORMAL.cumulativeProbability(factor * apart[i] / Math.sqrt(2));
    }
    return sum / Arrays.stream(requests).sum();
  }

  private static double[] shares(double[] scores) {
    return Arrays.stream(scores).map(score -> 1 / (1 + Math.exp(-score))).toArray();
  }
}
