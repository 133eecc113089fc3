package dev.mlbox.core.gate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * How often gates are wrong where rows say little: few positives, customers of unlike sizes, rows
 * that both models answer alike, prices with long tails. Prints a line for each setting and
 * candidate; no test by its name, {@code src/bench/gates} runs it.
 */
class HardGatesBench {
  private static final int RUNS = Integer.getInteger("gates.runs", 1_000);

  /** Only settings whose words have this in them. */
  private static final String ONLY = System.getProperty("gates.only", "");

  @Test
  void printsHowOftenVerdictsAreWrong() {
    areas(5, 500, 0.95, 0.02);
    areas(20, 500, 0.98, 0.01);
    areas(50, 950, 0.80, 0.05);
    areas(200, 1_800, 0.80, 0.02);
    for (double share : new double[] {0.1, 0.5, 0.8}) {
      customers(40, 2_000, share, 0.05);
    }
    for (int rows : new int[] {30, 100, 1_000}) {
      alike(rows, 0.01);
    }
    prices(500);
    prices(5_000);
    for (Loss loss : Loss.values()) {
      for (int rows : new int[] {200, 500, 5_000}) {
        losses(loss, rows);
      }
    }
  }

  private static void areas(int positives, int negatives, double area, double margin) {
    String what =
        "roc_auc %.2f, %d of %,d positive".formatted(area, positives, positives + negatives);
    String gate = "roc_auc >= baseline - " + margin;
    line(what, gate, "equal", random -> new Binormal(positives, negatives, area, 0).sample(random));
    line(
        what,
        gate,
        "lost the margin",
        random -> new Binormal(positives, negatives, area, margin).sample(random));
  }

  /** One customer has a share of the rows; each has a mood of its own. */
  private static void customers(int customers, int rows, double share, double margin) {
    String what =
        "accuracy, %d customers, one with %.0f %% of %,d rows"
            .formatted(customers, 100 * share, rows);
    String gate = "accuracy >= baseline - " + margin;
    line(what, gate, "equal", random -> moody(customers, rows, share, 0, random));
    line(what, gate, "lost the margin", random -> moody(customers, rows, share, margin, random));
  }

  private static TwoModels moody(
      int customers, int rows, double share, double lost, Random random) {
    long[] groups = new long[rows];
    long[] candidate = new long[rows];
    long[] baseline = new long[rows];
    int large = (int) (share * rows);
    double[] moods = random.doubles(customers).map(mood -> 0.2 * (mood - 0.5) - lost).toArray();
    for (int row = 0; row < rows; row++) {
      int customer = row < large ? 0 : 1 + (row - large) % (customers - 1);
      groups[row] = customer;
      // Wins less losses are the mood on average; each of the two changes a fifth of the rows.
      double draw = random.nextDouble();
      boolean won = draw < 0.1 + moods[customer] / 2;
      boolean differs = draw < 0.2;
      candidate[row] = !differs || won ? 1 : 0;
      baseline[row] = !differs || !won ? 1 : 0;
    }
    return TwoModels.classes(mostlyOnes(rows), candidate, baseline).grouped(groups);
  }

  private static long[] mostlyOnes(int rows) {
    long[] ones = new long[rows];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** A candidate that only ever loses rows, and so few that there may be none. */
  private static void alike(int rows, double margin) {
    String what = "accuracy, %,d rows, all but 1 %% alike at most".formatted(rows);
    String gate = "accuracy >= baseline - " + margin;
    line(what, gate, "equal", random -> losing(rows, 0, random));
    line(what, gate, "lost the margin", random -> losing(rows, margin, random));
  }

  private static TwoModels losing(int rows, double lost, Random random) {
    long[] truth = TwoModels.ones(rows / 2, rows - rows / 2);
    long[] candidate = truth.clone();
    for (int row = 0; row < rows; row++) {
      candidate[row] = random.nextDouble() < lost ? 1 - truth[row] : truth[row];
    }
    return TwoModels.classes(truth, candidate, truth);
  }

  /** Lognormal, as in {@code coverage}; the candidate's answers have noise of their own. */
  private static void prices(int rows) {
    for (String metric : new String[] {"r2", "root_mean_squared_error"}) {
      boolean higher = metric.equals("r2");
      double lost = loss(higher);
      String gate =
          "%s %s baseline %s %s".formatted(metric, higher ? ">=" : "<=", higher ? "-" : "+", lost);
      String what = "%s of prices, %,d rows".formatted(metric, rows);
      line(what, gate, "equal", random -> priced(rows, 0.1, 0.1, random));
      line(what, gate, "lost the margin", random -> priced(rows, 0.15, 0.1, random));
    }
  }

  /** What the worse of the two loses, of two million rows. */
  private static double loss(boolean ofVariance) {
    int rows = 2_000_000;
    Random random = new Random(7);
    double[] sums = new double[4];
    for (int row = 0; row < rows; row++) {
      double[] price = price(0.15, 0.1, random);
      sums[0] += price[0] / rows;
      sums[1] += price[0] * price[0] / rows;
      sums[2] += (price[0] - price[1]) * (price[0] - price[1]) / rows;
      sums[3] += (price[0] - price[2]) * (price[0] - price[2]) / rows;
    }
    double variance = sums[1] - sums[0] * sums[0];
    return ofVariance ? (sums[2] - sums[3]) / variance : Math.sqrt(sums[2]) - Math.sqrt(sums[3]);
  }

  /** Truth, and what two models say. */
  private static double[] price(double noise, double otherNoise, Random random) {
    double expected = Math.exp(3 + 0.5 * random.nextGaussian());
    return new double[] {
      expected * Math.exp(0.25 * random.nextGaussian()),
      expected * Math.exp(noise * random.nextGaussian()),
      expected * Math.exp(otherNoise * random.nextGaussian())
    };
  }

  private static TwoModels priced(int rows, double noise, double otherNoise, Random random) {
    double[] truth = new double[rows];
    double[] candidate = new double[rows];
    double[] baseline = new double[rows];
    for (int row = 0; row < rows; row++) {
      double[] price = price(noise, otherNoise, random);
      truth[row] = price[0];
      candidate[row] = price[1];
      baseline[row] = price[2];
    }
    return TwoModels.numbers(truth, candidate, baseline);
  }

  /** By how much the candidate loses more than the baseline in a row, with a mean of 0. */
  private enum Loss {
    NORMAL(1),
    SKEWED(1),
    LONG_TAILED(2.1612),
    HEAVY_TAILED(1.7321);

    private final double deviation;

    Loss(double deviation) {
      this.deviation = deviation;
    }

    double drawn(Random random) {
      return switch (this) {
        case NORMAL -> random.nextGaussian();
        case SKEWED -> -Math.log(1 - random.nextDouble()) - 1;
        case LONG_TAILED -> Math.exp(random.nextGaussian()) - Math.exp(0.5);
        case HEAVY_TAILED -> student(random);
      };
    }

    /** Of three degrees of freedom. */
    private static double student(Random random) {
      double squares = 0;
      for (int i = 0; i < 3; i++) {
        double normal = random.nextGaussian();
        squares += normal * normal / 3;
      }
      return random.nextGaussian() / Math.sqrt(squares);
    }
  }

  /** A margin that many equal models, about four of five, can prove. */
  private static void losses(Loss loss, int rows) {
    double margin = 2.4865 * loss.deviation / Math.sqrt(rows);
    String what =
        "%s losses, %,d rows"
            .formatted(loss.name().toLowerCase(Locale.ROOT).replace('_', '-'), rows);
    String gate = "mean_absolute_error <= baseline + " + margin;
    line(what, gate, "equal", random -> lost(loss, rows, 0, random));
    line(what, gate, "lost the margin", random -> lost(loss, rows, margin, random));
  }

  private static TwoModels lost(Loss loss, int rows, double more, Random random) {
    double far = 1_000;
    double[] candidate = new double[rows];
    double[] baseline = new double[rows];
    for (int row = 0; row < rows; row++) {
      baseline[row] = far;
      candidate[row] = far + loss.drawn(random) + more;
    }
    return TwoModels.numbers(new double[rows], candidate, baseline);
  }

  private static void line(
      String what, String gate, String who, Function<Random, TwoModels> sample) {
    if (!what.contains(ONLY)) {
      return;
    }
    Random random = new Random(11);
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    for (int run = 0; run < RUNS; run++) {
      verdicts.merge(sample.apply(random).verdict(gate), 1, Integer::sum);
    }
    System.out.printf(
        Locale.ROOT,
        "hard | %s | %s | %.1f | %.1f | %.1f | %.1f |%n",
        what,
        who,
        percent(verdicts, Verdict.PASS),
        percent(verdicts, Verdict.INCONCLUSIVE),
        percent(verdicts, Verdict.FAIL),
        percent(verdicts, Verdict.ERROR));
  }

  private static double percent(Map<Verdict, Integer> verdicts, Verdict verdict) {
    return 100.0 * verdicts.getOrDefault(verdict, 0) / RUNS;
  }
}
