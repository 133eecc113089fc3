package dev.mlbox.core.stats;

import java.io.Serializable;

/**
 * The variance of a smooth function of row averages, from how much each row moves it.
 *
 * <p>The influence value ℓ of a row is what the function would gain, times n, if that row weighed
 * 1/n more (infinitesimal jackknife; Jaeckel, 1972; Efron, 1982, The Jackknife, the Bootstrap and
 * Other Resampling Plans, ch. 6). For an average it is the row's value. The influence of a
 * difference of two functions of the same rows is the difference of their influences, which is what
 * makes it paired.
 *
 * @param variance variance of the function, not negative
 * @param units independent units it rests on, rows or groups, at least 2
 */
public record Influence(double variance, int units) implements Serializable {
  /**
   * @throws IllegalArgumentException if the variance is negative or not a number, or there are
   *     fewer than two units
   */
  public Influence {
    Require.that(variance >= 0, "variance must not be negative", variance);
    Require.that(units >= 2, "a variance needs at least two independent units", units);
  }

  /**
   * {@code Σ(ℓ − ℓ̄)²/(n(n−1))}, for rows that are independent of each other.
   *
   * @param values influence values, one a row, at least two; need not sum to 0
   */
  public static Influence of(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    double n = values.length;
    return new Influence(n < 2 ? 0 : sum / (n * (n - 1)), values.length);
  }

  /**
   * {@link #of(double[])} of rows that are counted, as many of them are equal.
   *
   * @param values an influence value for each kind of row
   * @param counts how many rows are of it; two or more altogether
   */
  public static Influence of(double[] values, double[] counts) {
    Require.sameLength("values and counts", values.length, counts.length);
    double n = 0;
    double mean = 0;
    for (int kind = 0; kind < values.length; kind++) {
      n += counts[kind];
      mean += counts[kind] * values[kind];
    }
    mean /= n;
    double sum = 0;
    for (int kind = 0; kind < values.length; kind++) {
      sum += counts[kind] * (values[kind] - mean) * (values[kind] - mean);
    }
    return new Influence(n < 2 ? 0 : sum / (n * (n - 1)), (int) n);
  }

  /**
   * {@code G/(G−1) Σ(Σ(ℓ − ℓ̄))²/n²}, the inner sum over the rows of one of G groups: rows of a
   * group may depend on each other, groups may not (Liang and Zeger, 1986, Biometrika 73:13). With
   * one row a group it equals {@link #of(double[])}.
   *
   * @param values influence values, one a row; need not sum to 0
   * @param groups the group of each row, a number from 0 to n − 1; at least two different ones
   */
  public static Influence of(double[] values, int[] groups) {
    Require.sameLength("values and groups", values.length, groups.length);
    double mean = mean(values);
    double[] sums = new double[values.length];
    boolean[] seen = new boolean[values.length];
    int units = 0;
    for (int row = 0; row < values.length; row++) {
      int group = groups[row];
      Require.that(group >= 0 && group < sums.length, "a group must be from 0 to n - 1", group);
      units += seen[group] ? 0 : 1;
      seen[group] = true;
      sums[group] += values[row] - mean;
    }
    double squares = 0;
    for (double sum : sums) {
      squares += sum * sum;
    }
    double n = values.length;
    return new Influence(units < 2 ? 0 : squares * units / (units - 1.0) / (n * n), units);
  }

  /**
   * {@link #of(double[])} of {@code first − second}.
   *
   * @param first influence values of one function, one a row
   * @param second influence values of the other, in the same order of rows
   */
  public static Influence ofDifference(double[] first, double[] second) {
    return of(difference(first, second));
  }

  /**
   * {@link #of(double[], int[])} of {@code first − second}.
   *
   * @param first influence values of one function, one a row
   * @param second influence values of the other, in the same order of rows
   * @param groups the group of each row, a number from 0 to n − 1
   */
  public static Influence ofDifference(double[] first, double[] second, int[] groups) {
    return of(difference(first, second), groups);
  }

  /**
   * {@link #of(double[])} with a variance so much larger that a normal interval is as wide as
   * Student's for the degrees of freedom that the values' tails leave.
   *
   * @param values influence values of independent rows
   * @param confidence two-sided, in (0, 1)
   */
  public static Influence widened(double[] values, double confidence) {
    Influence plain = of(values);
    double ratio = Tails.reach(values, confidence) / Normal.twoSidedZ(confidence);
    return new Influence(plain.variance() * ratio * ratio, plain.units());
  }

  private static double[] difference(double[] first, double[] second) {
    Require.sameLength("influence values", first.length, second.length);
    double[] difference = new double[first.length];
    for (int row = 0; row < first.length; row++) {
      difference[row] = first[row] - second[row];
    }
    return difference;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Square root of the variance. */
  public double standardError() {
    return Math.sqrt(variance);
  }

  /**
   * Normal interval around an estimate.
   *
   * @param estimate the function's value
   * @param confidence two-sided, in (0, 1)
   */
  public Interval interval(double estimate, double confidence) {
    return Interval.normal(estimate, standardError(), confidence);
  }
}
