package dev.mlbox.core.stats;

/**
 * The difference of two areas under ROC curves of the same few rows: Newcombe's intervals of both,
 * which do not rest on a variance that few rows out of order tell badly, put together with DeLong's
 * correlation (MOVER; Zou and Donner, 2008, Statistics in Medicine 27:1693, eq. 9).
 *
 * @param first area, in [0, 1]
 * @param second area, in [0, 1]
 * @param factor of the second, above 0
 * @param positives at least 1; with rows that count differently as many as say as much
 * @param negatives at least 1, in the same way
 * @param correlation of the two areas, in [−1, 1]
 */
public record AreaDifference(
    double first,
    double second,
    double factor,
    double positives,
    double negatives,
    double correlation) {

  /**
   * @throws IllegalArgumentException if an area or the correlation is outside its range, or there
   *     is no row of a class
   */
  public AreaDifference {
    Require.that(first >= 0 && first <= 1, "an area must be from 0 to 1", first);
    Require.that(second >= 0 && second <= 1, "an area must be from 0 to 1", second);
    Require.that(positives >= 1, "positives must be at least 1", positives);
    Require.that(negatives >= 1, "negatives must be at least 1", negatives);
    Require.that(
        correlation >= -1 && correlation <= 1, "a correlation must be -1 to 1", correlation);
  }

  /** {@code first − factor·second}. */
  public double value() {
    return first - factor * second;
  }

  /**
   * {@code value ± √(x² + y² − 2ρxy)}, where x and y are how far either area may be on the side in
   * question.
   *
   * @param confidence two-sided, in (0, 1)
   */
  public Interval interval(double confidence) {
    Interval one = AreaInterval.newcombe(first, positives, negatives, confidence);
    Interval other = AreaInterval.newcombe(second, positives, negatives, confidence);
    double down = together(first - one.lower(), factor * (other.upper() - second));
    double up = together(one.upper() - first, factor * (second - other.lower()));
    return new Interval(value() - down, value() + up);
  }

  private double together(double x, double y) {
    return Math.sqrt(Math.max(0, x * x + y * y - 2 * correlation * x * y));
  }
}
