package dev.mlbox.core.stats;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * What rows say together of two areas under ROC curves: sums of twice their placements ({@link
 * Placements}) by either score, of the squares of these and of their products. All of them are
 * whole, so that parts of the rows may be added up in any order and on any machine: the variances
 * that follow are the same to the last digit.
 */
public final class PairedPlacements implements Serializable {
  private static final long serialVersionUID = 1;

  private final OfClass positives = new OfClass();
  private final OfClass negatives = new OfClass();

  /**
   * Adds a row.
   *
   * @param positive whether it is of the positive class
   * @param first twice the rows of the other class that the first score puts it above, or below
   * @param second the same of the second score
   */
  public void add(boolean positive, long first, long second) {
    (positive ? positives : negatives).add(first, second);
  }

  /** Adds other rows. */
  public void add(PairedPlacements other) {
    positives.add(other.positives);
    negatives.add(other.negatives);
  }

  /** DeLong's variance of the first area. */
  public double firstVariance() {
    return combined(positives.spread(1, 0), negatives.spread(1, 0));
  }

  /** DeLong's variance of the second area. */
  public double secondVariance() {
    return combined(positives.spread(0, 1), negatives.spread(0, 1));
  }

  /** DeLong's covariance of both. */
  public double covariance() {
    return combined(positives.together(), negatives.together());
  }

  /** DeLong's variance of the first area less the second one, which does not cancel. */
  public double differenceVariance() {
    return combined(positives.spread(1, -1), negatives.spread(1, -1));
  }

  /** S10/m + S01/k, where twice the placements stand for shares of the other class. */
  private double combined(double ofPositives, double ofNegatives) {
    double m = positives.rows;
    double k = negatives.rows;
    return ofPositives / (4 * k * k * m) + ofNegatives / (4 * m * m * k);
  }

  /** Rows of one class. */
  private static final class OfClass implements Serializable {
    private static final long serialVersionUID = 1;

    private long rows;
    private long first;
    private long second;
    private final WholeSum firstSquares = new WholeSum();
    private final WholeSum secondSquares = new WholeSum();
    private final WholeSum products = new WholeSum();

    void add(long one, long two) {
      rows++;
      first += one;
      second += two;
      firstSquares.add(one * one);
      secondSquares.add(two * two);
      products.add(one * two);
    }

    void add(OfClass other) {
      rows += other.rows;
      first += other.first;
      second += other.second;
      firstSquares.add(other.firstSquares);
      secondSquares.add(other.secondSquares);
      products.add(other.products);
    }

    /** The sample variance of {@code a·first + b·second}. */
    double spread(int a, int b) {
      BigInteger squares =
          firstSquares
              .value()
              .multiply(BigInteger.valueOf((long) a * a))
              .add(secondSquares.value().multiply(BigInteger.valueOf((long) b * b)))
              .add(products.value().multiply(BigInteger.valueOf(2L * a * b)));
      BigInteger sum = BigInteger.valueOf(a * first + b * second);
      return apart(squares, sum.multiply(sum));
    }

    /** The sample covariance of both. */
    double together() {
      return apart(
          products.value(), BigInteger.valueOf(first).multiply(BigInteger.valueOf(second)));
    }

    /** (n·Σxy − Σx·Σy)/(n(n − 1)). */
    private double apart(BigInteger products, BigInteger ofSums) {
      double n = rows;
      return products.multiply(BigInteger.valueOf(rows)).subtract(ofSums).doubleValue()
          / (n * (n - 1));
    }
  }
}
