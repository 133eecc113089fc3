package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often a gate about dependent rows is wrong, simulated: of models that lost the whole margin,
 * and of equal ones. In comments what passed without skewness, in percent.
 */
class GroupRatesTest {
  private static final int RUNS = 1_000;
  private static final double ERROR = 10;

  private final Random random = new Random(20261129);

  private enum Sizes {
    /** Ten rows each. */
    ALIKE,
    /** From one to some hundred, lognormal with σ = 1. */
    UNLIKE
  }

  private int rows(Sizes sizes) {
    return sizes == Sizes.ALIKE
        ? 10
        : (int) Math.max(1, Math.round(20 * Math.exp(random.nextGaussian() - 0.5)));
  }

  /**
   * The share of samples that pass.
   *
   * @param noise of a row, beside what its customer loses
   * @param loss of a customer
   */
  private double passing(
      int customers, Sizes sizes, double margin, double noise, DoubleSupplier loss) {
    String line = String.format(Locale.ROOT, "mean_absolute_error <= baseline + %.6f", margin);
    int passing = 0;
    for (int run = 0; run < RUNS; run++) {
      int[] rows = random.ints(customers, 0, 1).map(any -> rows(sizes)).toArray();
      int all = IntStream.of(rows).sum();
      double[] candidate = new double[all];
      double[] baseline = new double[all];
      long[] customer = new long[all];
      int row = 0;
      for (int number = 0; number < customers; number++) {
        double lost = loss.getAsDouble();
        for (int i = 0; i < rows[number]; i++, row++) {
          candidate[row] = ERROR + lost + noise * random.nextGaussian();
          baseline[row] = ERROR;
          customer[row] = number;
        }
      }
      TwoModels models = TwoModels.numbers(new double[all], candidate, baseline).grouped(customer);
      passing += models.verdict(line) == Verdict.PASS ? 1 : 0;
    }
    return passing / (double) RUNS;
  }

  /** In 3/G of the customers, or with unlike sizes in 3/n of as many as they are worth. */
  @ParameterizedTest
  @CsvSource({
    "10, ALIKE, 0.3, 0.06", // 15
    "10, ALIKE, 0.3, 0.6", // 8
    "20, ALIKE, 0.15, 0.06", // 17
    "20, ALIKE, 0.3, 0.06", // 10
    "50, ALIKE, 0.06, 0.06", // 19
    "50, ALIKE, 0.12, 0.06", // 13
    "200, ALIKE, 0.015, 0.06", // 18
    "20, UNLIKE, 0.43, 0.06",
    "50, UNLIKE, 0.29, 0.06", // 9
  })
  void aLossOfFewCustomersPassesRarely(int customers, Sizes sizes, double share, double noise) {
    DoubleSupplier loss = () -> random.nextDouble() < share ? 1 : 0;

    // 5 % of the samples have no such customer, or hardly one.
    assertThat(passing(customers, sizes, share, noise, loss)).isLessThanOrEqualTo(0.07);
  }

  /** In 3/G of the customers, large or small; in comments what passed when they counted by rows. */
  @ParameterizedTest
  @CsvSource({
    "10, 0.3, 0.6", // 9
    "20, 0.15, 0.6", // 14
    "50, 0.06, 0.3", // 17
    "50, 0.06, 0.6", // 15
    "200, 0.015, 0.2", // 19
  })
  void aLossOfFewCustomersOfUnlikeSizesPassesRarely(int customers, double share, double noise) {
    DoubleSupplier loss = () -> random.nextDouble() < share ? 1 : 0;

    assertThat(passing(customers, Sizes.UNLIKE, share, noise, loss)).isLessThanOrEqualTo(0.08);
  }

  /** Rows of a customer are no more alike than others. */
  @ParameterizedTest
  @CsvSource({"20, 0.43", "50, 0.54"}) // 59, 71
  void anEqualModelWhoseRowsAreIndependentStillPasses(int customers, double least) {
    double margin = margin(20.0 * customers);

    assertThat(passing(customers, Sizes.UNLIKE, margin, 1, () -> 0)).isGreaterThanOrEqualTo(least);
  }

  @ParameterizedTest
  @CsvSource({"10, ALIKE, 10", "20, ALIKE, 20", "50, ALIKE, 50", "20, UNLIKE, 5.4"})
  void aLossOfAllCustomersPassesRarely(int customers, Sizes sizes, double worth) {
    double margin = margin(worth);

    assertThat(passing(customers, sizes, margin, 0.3, () -> margin + random.nextGaussian()))
        .isLessThanOrEqualTo(0.07);
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "20, 20", "50, 50"}) // 13, 11, 8
  void aLossWithALongTailPassesRarely(int customers, double worth) {
    double margin = margin(worth);

    assertThat(passing(customers, Sizes.ALIKE, margin, 0.3, () -> margin + exponential()))
        .isLessThanOrEqualTo(0.08);
  }

  @ParameterizedTest
  @CsvSource({
    "10, ALIKE, 10, 0.58", // 71
    "20, ALIKE, 20, 0.67", // 75
    "50, ALIKE, 50, 0.7", // 75
    "20, UNLIKE, 5.4, 0.5", // 73
  })
  void anEqualModelStillPasses(int customers, Sizes sizes, double worth, double least) {
    assertThat(passing(customers, sizes, margin(worth), 0.3, random::nextGaussian))
        .isGreaterThanOrEqualTo(least);
  }

  @ParameterizedTest
  @CsvSource({"10, 10, 0.34", "20, 20, 0.43", "50, 50, 0.54"}) // 72, 74, 76
  void anEqualModelWithALongTailStillPasses(int customers, double worth, double least) {
    assertThat(passing(customers, Sizes.ALIKE, margin(worth), 0.3, this::exponential))
        .isGreaterThanOrEqualTo(least);
  }

  /** With which a normal bound would let four of five equal models pass. */
  private static double margin(double worth) {
    return 2.4865 / Math.sqrt(worth);
  }

  private double exponential() {
    return -Math.log(1 - random.nextDouble()) - 1;
  }
}
