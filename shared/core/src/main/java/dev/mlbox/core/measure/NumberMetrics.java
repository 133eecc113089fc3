package dev.mlbox.core.measure;

import static dev.mlbox.core.measure.Direction.HIGHER;
import static dev.mlbox.core.measure.Direction.LOWER;

import java.util.List;
import java.util.Set;

/** Metrics of predicted numbers. */
final class NumberMetrics {
  private static final Set<Task> NUMBERS = Set.of(Task.REGRESSION);
  private static final Demand ABOVE_MINUS_ONE =
      new Demand("numbers above -1", number -> number > -1, number -> number > -1);
  private static final Demand COUNTS =
      new Demand(
          "numbers from 0 up, and answers above 0", number -> number >= 0, number -> number > 0);
  private static final Demand POSITIVE =
      new Demand("numbers above 0", number -> number > 0, number -> number > 0);

  private NumberMetrics() {}

  static List<Metric> all() {
    MeanFormula squaredLog = new MeanFormula(Losses::squaredLogarithmic, ABOVE_MINUS_ONE);
    MeanFormula squared = new MeanFormula(Losses::squared);
    return List.of(
        explained("r2", Losses::squared, Constants::mean),
        loss("mean_absolute_error", new MeanFormula(Losses::absolute)),
        loss("root_mean_squared_error", new RootMean(squared)),
        loss("mean_squared_error", squared),
        loss("median_absolute_error", new MedianError()),
        loss("mean_absolute_percentage_error", new MeanFormula(Losses::relative)),
        loss("mean_squared_log_error", squaredLog),
        loss("root_mean_squared_log_error", new RootMean(squaredLog)),
        loss("mean_poisson_deviance", new MeanFormula(Losses::poisson, COUNTS)),
        loss("mean_gamma_deviance", new MeanFormula(Losses::gamma, POSITIVE)),
        explained("explained_variance", new Explained(Constants::meanError, Constants::mean)),
        explained("d2_absolute_error_score", Losses::absolute, Constants::median));
  }

  static List<MetricFamily> families() {
    return List.of(
        MetricFamily.byShare(
            "pinball_loss",
            (name, quantile) -> loss(name, new MeanFormula(Losses.pinball(quantile)))));
  }

  private static Metric loss(String name, Formula formula) {
    return new Metric(name, new Kind(LOWER, Basis.NUMBER, Range.NOT_NEGATIVE, NUMBERS), formula);
  }

  private static Metric explained(String name, RowValue loss, Explained.RowLoss constant) {
    return explained(name, new Explained(Explained.RowLoss.of(loss), constant));
  }

  private static Metric explained(String name, Formula formula) {
    return new Metric(name, new Kind(HIGHER, Basis.NUMBER, Range.AT_MOST_ONE, NUMBERS), formula);
  }
}
