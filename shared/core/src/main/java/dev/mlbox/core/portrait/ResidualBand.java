package dev.mlbox.core.portrait;

import dev.mlbox.core.measure.Answers;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows with similar predictions of a number, and how far the truth is from them.
 *
 * @param predicted their median prediction
 * @param low a tenth of the residuals, truth minus prediction, is lower
 * @param middle the median residual
 * @param high a tenth of the residuals is higher
 * @param rows how many
 */
public record ResidualBand(double predicted, double low, double middle, double high, long rows) {
  private static final int BANDS = 10;

  /** At most {@value #BANDS} bands with about as many rows each, by rising prediction. */
  static List<ResidualBand> of(Answers answers) {
    NumberCounts predictions = new NumberCounts();
    for (int row = 0; row < answers.rows(); row++) {
      predictions.add(answers.number(row));
    }
    double[] edges = new double[BANDS - 1];
    for (int edge = 0; edge < edges.length; edge++) {
      edges[edge] = predictions.quantile((edge + 1.0) / BANDS);
    }
    List<ResidualBand> bands = new ArrayList<>();
    for (int band = 0; band < BANDS; band++) {
      double above = band == 0 ? Double.NEGATIVE_INFINITY : edges[band - 1];
      double to = band == BANDS - 1 ? Double.POSITIVE_INFINITY : edges[band];
      if (above < to) {
        band(answers, above, to, bands);
      }
    }
    return List.copyOf(bands);
  }

  private static void band(Answers answers, double above, double to, List<ResidualBand> bands) {
    NumberCounts predicted = new NumberCounts();
    NumberCounts residuals = new NumberCounts();
    for (int row = 0; row < answers.rows(); row++) {
      double number = answers.number(row);
      if (number > above && number <= to) {
        predicted.add(number);
        residuals.add(answers.truth().number(row) - number);
      }
    }
    if (predicted.rows() > 0) {
      bands.add(
          new ResidualBand(
              predicted.quantile(0.5),
              residuals.quantile(0.1),
              residuals.quantile(0.5),
              residuals.quantile(0.9),
              predicted.rows()));
    }
  }
}
