package dev.mlbox.core.stats;

/**
 * The interval of Σ|μ| from parts that are normal around μ: what chance adds to absolute values
 * makes the sum of what is seen too large, by more the nearer the parts are to 0.
 *
 * <p>The parts' sizes in proportion to each other are taken as seen (for the lower end as seen less
 * what chance adds to their squares), and their common size is what the interval is of: each end is
 * the one for which the sum that was seen is as far out as the confidence allows. Mean and variance
 * of an absolute normal value: Leone, Nelson and Nottingham, 1961, Technometrics 3:543.
 */
public final class AbsoluteSum {
  private static final int HALVINGS = 50;

  private final double[] parts;
  private final double[] variances;
  private final double[] shares;
  private final double rows;
  private final double seen;

  /**
   * @param parts each the sum over its own rows, over all rows
   * @param variances of the parts, given how many rows are theirs
   * @param shares of the rows that are theirs; 0 only where the part is 0
   * @param rows all of them
   */
  public AbsoluteSum(double[] parts, double[] variances, double[] shares, long rows) {
    Require.sameLength("parts and variances", parts.length, variances.length);
    Require.sameLength("parts and shares", parts.length, shares.length);
    this.parts = parts.clone();
    this.variances = variances.clone();
    this.shares = shares.clone();
    this.rows = rows;
    double sum = 0;
    for (double part : parts) {
      sum += Math.abs(part);
    }
    this.seen = sum;
  }

  /** What was seen, Σ|x|. */
  public double value() {
    return seen;
  }

  /**
   * From 0 up.
   *
   * @param confidence two-sided, in (0, 1)
   */
  public Interval interval(double confidence) {
    double z = Normal.twoSidedZ(confidence);
    double lower = end(new Shape(shrunk()), z);
    return new Interval(lower, Math.max(lower, end(new Shape(parts), -z)));
  }

  /** Less what chance adds to their squares; as they are where that is all of it. */
  private double[] shrunk() {
    double[] shrunk = new double[parts.length];
    double sum = 0;
    for (int i = 0; i < shrunk.length; i++) {
      shrunk[i] = Math.sqrt(Math.max(0, parts[i] * parts[i] - variances[i]));
      sum += shrunk[i];
    }
    return sum > 0 ? shrunk : parts;
  }

  /** The sum for which what was seen is z standard errors below what was to be expected. */
  private double end(Shape shape, double z) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS && shape.expected(high, z) < seen; i++) {
      high *= 2;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (shape.expected(middle, z) < seen) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low * shape.sum;
  }

  /** Sizes of the parts in proportion to each other. */
  private final class Shape {
    private final double[] sizes;
    private final double sum;

    /** How much the sum varies as rows fall into one part or another, at this very size. */
    private final double spread;

    Shape(double[] sizes) {
      this.sizes = sizes;
      double all = 0;
      double squares = 0;
      for (int i = 0; i < sizes.length; i++) {
        all += Math.abs(sizes[i]);
        squares += shares[i] > 0 ? sizes[i] * sizes[i] / shares[i] : 0;
      }
      this.sum = all;
      this.spread = Math.max(0, squares - all * all) / rows;
    }

    /** The mean of what is seen at {@code scale} times this size, and z standard errors more. */
    double expected(double scale, double z) {
      double mean = 0;
      double variance = scale * scale * spread;
      for (int i = 0; i < sizes.length; i++) {
        double size = scale * Math.abs(sizes[i]);
        double error = Math.sqrt(variances[i]);
        double folded = size;
        if (error > 0) {
          double at = size / error;
          double density = Math.exp(-at * at / 2) / Math.sqrt(2 * Math.PI);
          folded = 2 * error * density + size * (1 - 2 * Normal.cdf(-at));
        }
        mean += folded;
        variance += Math.max(0, size * size + variances[i] - folded * folded);
      }
      return mean + z * Math.sqrt(variance);
    }
  }
}
