package dev.mlbox.core.stats;

import java.io.Serializable;

/**
 * How much a row moves an area under a ROC curve, in the scale of {@link Influence}: a linear
 * function of its placement, another one for each class.
 *
 * @param positiveSlope of a positive row
 * @param positiveShift taken off then
 * @param negativeSlope of a negative row
 * @param negativeShift taken off then
 */
public record AreaInfluence(
    double positiveSlope, double positiveShift, double negativeSlope, double negativeShift)
    implements Serializable {

  /**
   * Of an area.
   *
   * @param value of it
   * @param m positive rows, at least two
   * @param k negative rows, at least two
   */
  public static AreaInfluence of(double value, double m, double k) {
    double n = m + k;
    double positiveScale = Math.sqrt(n * (n - 1) / (m * (m - 1)));
    double negativeScale = Math.sqrt(n * (n - 1) / (k * (k - 1)));
    return new AreaInfluence(
        positiveScale / (2 * k),
        positiveScale * value,
        -negativeScale / (2 * m),
        negativeScale * (value - 1));
  }

  /**
   * Of a row.
   *
   * @param twice its placement, doubled
   */
  public double of(boolean positive, long twice) {
    return positive ? positiveSlope * twice - positiveShift : negativeSlope * twice - negativeShift;
  }
}
