package dev.mlbox.core.measure;

import dev.mlbox.core.stats.RadixOrder;
import java.util.Optional;

/** Precision averaged over the positives, each at its own threshold (scikit-learn's definition). */
final class AveragePrecision implements Formula {

  /** Cumulative weights from the highest score down, one entry per distinct score, ascending. */
  private record Curve(RadixOrder order, int[] ends, double[] positives, double[] negatives) {

    static Curve of(Answers answers, Weights weights) {
      RadixOrder order = answers.order();
      int[] ends = new int[order.size()];
      int groups = 0;
      for (int rank = 0; rank < order.size(); rank = ends[groups - 1]) {
        ends[groups++] = order.endOfTies(rank);
      }
      double[] positives = new double[groups + 1];
      double[] negatives = new double[groups + 1];
      for (int group = groups - 1; group >= 0; group--) {
        positives[group] = positives[group + 1];
        negatives[group] = negatives[group + 1];
        for (int rank = group == 0 ? 0 : ends[group - 1]; rank < ends[group]; rank++) {
          int row = order.row(rank);
          double weight = weights.of(row);
          positives[group] += answers.truth().isPositive(row) ? weight : 0;
          negatives[group] += answers.truth().isPositive(row) ? 0 : weight;
        }
      }
      return new Curve(order, ends, positives, negatives);
    }

    int groups() {
      return positives.length - 1;
    }

    /** Weight of the positives with exactly the group's score. */
    double positivesIn(int group) {
      return positives[group] - positives[group + 1];
    }

    double called(int group) {
      return positives[group] + negatives[group];
    }

    double precision(int group) {
      return called(group) == 0 ? 0 : positives[group] / called(group);
    }
  }

  @Override
  public double value(Answers answers, Weights weights) {
    return weights == Weights.EVEN
        ? answers.summed(RankSums.EACH).precision().value()
        : value(Curve.of(answers, weights));
  }

  private static double value(Curve curve) {
    double sum = 0;
    for (int group = 0; group < curve.groups(); group++) {
      sum += curve.positivesIn(group) * curve.precision(group);
    }
    return curve.positives()[0] == 0 ? 0 : sum / curve.positives()[0];
  }

  /**
   * The functional derivative of Σ w⁺ₜ·TPₜ/(TPₜ+FPₜ) / Σ w⁺: a positive row adds its own precision
   * less the average and, at every threshold up to its score, FP/(TP+FP)²; a negative row takes
   * TP/(TP+FP)² at each of them.
   */
  @Override
  public double[] influence(Answers answers) {
    return estimate(answers).influence();
  }

  @Override
  public Estimate estimate(Answers answers) {
    if (answers.weights() == Weights.EVEN) {
      return new EvenPrecision(answers).estimate();
    }
    Curve curve = Curve.of(answers, answers.weights());
    double average = value(curve);
    double[] influence = new double[answers.rows()];
    double scale = influence.length / curve.positives()[0];
    double helped = 0;
    double harmed = 0;
    int rank = 0;
    for (int group = 0; group < curve.groups(); group++) {
      double called = curve.called(group);
      double weight = called == 0 ? 0 : curve.positivesIn(group) / (called * called);
      helped += weight * curve.negatives()[group];
      harmed += weight * curve.positives()[group];
      for (; rank < curve.ends()[group]; rank++) {
        int row = curve.order().row(rank);
        double gain =
            answers.truth().isPositive(row) ? curve.precision(group) - average + helped : -harmed;
        influence[row] = scale * answers.weight(row) * gain;
      }
    }
    return new Estimate(average, influence);
  }

  @Override
  public Optional<RankSums.Estimated> brief(Answers answers) {
    return answers.isPlain()
        ? Optional.of(answers.summed(RankSums.EACH).precision())
        : Optional.empty();
  }

  @Override
  public boolean restsOnInfluence() {
    return true;
  }

  @Override
  public boolean isSummed(Task task) {
    return true;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    Truth truth = answers.truth();
    return truth.rowsOf(truth.positive()) == 0
        ? Optional.of("no row is of the positive class " + truth.classes().get(truth.positive()))
        : Optional.empty();
  }

  /** Each positive has a precision of its own. */
  @Override
  public long trials(Answers answers) {
    return answers.truth().rowsOf(answers.truth().positive());
  }

  /** 1 by convention, however rows are ranked. */
  @Override
  public Optional<String> convention(Answers answers) {
    return answers.truth().oneClass();
  }
}
