package dev.mlbox.core.measure;

import dev.mlbox.core.stats.AbsoluteSum;
import dev.mlbox.core.stats.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Expected calibration error: how far, on average, the promised probability is from the share that
 * comes true, in bins of equal width (Naeini et al., 2015; Guo et al., 2017). Promised is the
 * positive class's probability for two classes, that of the predicted class for more.
 */
final class CalibrationError implements Formula {
  private final int bins;
  private final Summary<CalibrationBins> each = this::binned;

  CalibrationError(int bins) {
    this.bins = bins;
  }

  private List<CalibrationBins> binned(Answers answers, Parts parts) {
    CalibrationBins[] all = new CalibrationBins[parts.count()];
    Arrays.setAll(all, any -> new CalibrationBins(bins));
    for (int row = 0; row < parts.rows(); row++) {
      int bin = bin(answers, row);
      double excess = excess(answers, row);
      if (!parts.makeUpAll()) {
        all[0].add(bin, excess);
      }
      for (short[] cut : parts.cuts()) {
        if (cut[row] >= 0) {
          all[cut[row]].add(bin, excess);
        }
      }
    }
    for (int part = parts.firstOfAll(); part < parts.lastOfAll(); part++) {
      all[0].add(all[part]);
    }
    return List.of(all);
  }

  private static double promised(Answers answers, int row) {
    return answers.task() == Task.BINARY
        ? answers.positiveScores()[row]
        : answers.probability(row, answers.code(row));
  }

  private static boolean happened(Answers answers, int row) {
    return answers.task() == Task.BINARY ? answers.truth().isPositive(row) : answers.isRight(row);
  }

  /** What is to be added up of a row. */
  void add(Answers answers, int row, CalibrationBins to) {
    to.add(bin(answers, row), excess(answers, row));
  }

  CalibrationBins none() {
    return new CalibrationBins(bins);
  }

  Summary<CalibrationBins> summary() {
    return each;
  }

  @Override
  public boolean isSummed(Task task) {
    return true;
  }

  private static double excess(Answers answers, int row) {
    return promised(answers, row) - (happened(answers, row) ? 1 : 0);
  }

  private int bin(Answers answers, int row) {
    return Math.min(bins - 1, (int) (promised(answers, row) * bins));
  }

  /** Chance alone makes bins differ, and hides how much more they differ for the other model. */
  @Override
  public Optional<String> pairingObstacle(Answers answers) {
    String proper = answers.task() == Task.BINARY ? "brier or log_loss" : "log_loss";
    return Optional.of(
        "a difference of it is biased to 0 by chance; compare %s, or give a number as the bound"
            .formatted(proper));
  }

  /** The weighted excess of each bin, over the weight of all rows. */
  private double[] excesses(Answers answers, Weights weights) {
    double[] sums = new double[bins];
    double total = 0;
    for (int row = 0; row < answers.rows(); row++) {
      double weight = weights.of(row);
      sums[bin(answers, row)] += weight * excess(answers, row);
      total += weight;
    }
    for (int bin = 0; bin < bins; bin++) {
      sums[bin] /= total;
    }
    return sums;
  }

  @Override
  public double value(Answers answers, Weights weights) {
    if (weights == Weights.EVEN) {
      CalibrationBins found = answers.summed(each);
      return Arrays.stream(found.sums()).map(Math::abs).sum() / answers.rows();
    }
    double sum = 0;
    for (double excess : excesses(answers, weights)) {
      sum += Math.abs(excess);
    }
    return sum;
  }

  @Override
  public double[] influence(Answers answers) {
    double[] excesses = excesses(answers, answers.weights());
    double value = value(answers, answers.weights());
    double[] influence = new double[answers.rows()];
    double scale = influence.length / answers.truth().totalWeight();
    for (int row = 0; row < influence.length; row++) {
      double sign = Math.signum(excesses[bin(answers, row)]);
      double gain = sign * excess(answers, row) - value;
      influence[row] = scale * answers.weight(row) * gain;
    }
    return influence;
  }

  /** Of a sum of absolute values, each of which chance makes larger: {@link AbsoluteSum}. */
  @Override
  public Optional<Interval> interval(Answers answers, double value, double confidence) {
    CalibrationBins found = answers.summed(each);
    double[] rows = found.rows();
    double[] sums = found.sums();
    double[] squares = found.squares();
    double n = answers.rows();
    double[] variances = new double[bins];
    for (int bin = 0; bin < bins; bin++) {
      double own = Math.max(0, squares[bin] - sums[bin] * sums[bin] / Math.max(1, rows[bin]));
      variances[bin] = own * rows[bin] / Math.max(1, rows[bin] - 1) / (n * n);
      sums[bin] /= n;
      rows[bin] /= n;
    }
    Interval interval = new AbsoluteSum(sums, variances, rows, answers.rows()).interval(confidence);
    return Optional.of(new Interval(Math.min(1, interval.lower()), Math.min(1, interval.upper())));
  }
}
