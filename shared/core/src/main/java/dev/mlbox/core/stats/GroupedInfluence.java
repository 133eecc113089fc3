package dev.mlbox.core.stats;

/**
 * The variance of a function of row averages when rows of a group depend on each other, for groups
 * of any sizes: each group's sum of influence values, enlarged as the group pulls the average to
 * itself (CR2; Bell and McCaffrey, 2002, Survey Methodology 28:169). How many groups that is as
 * good as, and what is still missing where rows of a group are alike, follows from the share of the
 * variance that is between groups (Imbens and Kolesár, 2016, Review of Economics and Statistics
 * 98:701, sec. IV.C).
 *
 * <p>Third moments are enlarged likewise, by (1 − share)⁻³ each: of groups of one size, their sum
 * has the expectation of the function's own but for terms of 1/G².
 *
 * @param variance of the function, not negative
 * @param groups at least 2
 * @param degrees of freedom of Student's t; one less than there are groups of one size
 * @param skewness of the function: third central moment over variance^1.5
 */
public record GroupedInfluence(double variance, int groups, double degrees, double skewness) {

  /**
   * Sums by groups.
   *
   * @param values influence values, one a row; need not sum to 0
   * @param groups the group of each row, from 0 to {@code count} − 1, none without a row
   * @param count of groups, at least 2
   */
  public static GroupedInfluence of(double[] values, int[] groups, int count) {
    Require.sameLength("values and groups", values.length, groups.length);
    Require.that(count >= 2, "a variance needs at least two independent units", count);
    Sums sums = Sums.of(values, groups, count);
    double variance = 0;
    double third = 0;
    for (int group = 0; group < count; group++) {
      double share = sums.share(group);
      double moved = share * sums.distance(group);
      variance += moved * moved / (1 - share);
      third += Math.pow(moved / (1 - share), 3);
    }
    Trace trace = Trace.of(sums);
    return new GroupedInfluence(
        variance * Math.max(1, trace.missing()),
        count,
        Math.max(1, trace.degrees()),
        variance == 0 ? 0 : third / Math.pow(variance, 1.5));
  }

  /** Groups of one size that tell as much of the variance. */
  public double worth() {
    return degrees + 1;
  }

  /**
   * With the skewness that is seen, as a multiple of it alone: the errors of that of few groups
   * added to it would leave few equal models a pass.
   */
  Spread spread() {
    return Spread.of(standardError(), degrees, skewness, 0);
  }

  /** Square root of the variance. */
  public double standardError() {
    return Math.sqrt(variance);
  }

  /** Rows and values of each group, and what all rows have in common. */
  private record Sums(double[] rows, double[] values, double mean, double squares) {

    static Sums of(double[] values, int[] groups, int count) {
      double[] rows = new double[count];
      double[] sums = new double[count];
      double total = 0;
      double squares = 0;
      for (int row = 0; row < values.length; row++) {
        rows[groups[row]]++;
        sums[groups[row]] += values[row];
        total += values[row];
      }
      double mean = total / values.length;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }
      return new Sums(rows, sums, mean, squares);
    }

    double total() {
      double total = 0;
      for (double each : rows) {
        total += each;
      }
      return total;
    }

    double share(int group) {
      return rows[group] / total();
    }

    double distance(int group) {
      return values[group] / rows[group] - mean;
    }

    /** The variance of a group's average, up to a factor: analysis of variance. */
    double[] ofAverages() {
      double n = total();
      double between = 0;
      double sizes = 0;
      for (int group = 0; group < rows.length; group++) {
        between += rows[group] * distance(group) * distance(group);
        sizes += rows[group] * rows[group];
      }
      double within = n > rows.length ? Math.max(0, squares - between) / (n - rows.length) : 0;
      double effect = Math.max(0, (between - (rows.length - 1) * within) / (n - sizes / n));
      boolean alone = n == rows.length || within + effect == 0;
      double[] variances = new double[rows.length];
      for (int group = 0; group < rows.length; group++) {
        variances[group] = alone ? 1 / rows[group] : effect + within / rows[group];
      }
      return variances;
    }
  }

  /**
   * Satterthwaite's view of the enlarged sums: the trace of their covariance and of its square.
   *
   * @param missing the function's variance over what the sums are expected to show of it
   * @param degrees 2·mean²/variance of what they show
   */
  private record Trace(double missing, double degrees) {

    static Trace of(Sums sums) {
      double[] variances = sums.ofAverages();
      int count = variances.length;
      double[] shares = new double[count];
      double total = 0;
      for (int group = 0; group < count; group++) {
        shares[group] = sums.share(group);
        total += shares[group] * shares[group] * variances[group];
      }
      double trace = 0;
      double squares = 0;
      double weight = 0;
      double first = 0;
      double second = 0;
      for (int group = 0; group < count; group++) {
        double scale = shares[group] * shares[group] / (1 - shares[group]);
        double common = shares[group] * variances[group];
        double own = scale * (variances[group] - 2 * common + total);
        double shared = scale * (total - 2 * common);
        trace += own;
        squares += own * own - shared * shared;
        weight += scale;
        first += scale * common;
        second += scale * common * common;
      }
      // Σ over all pairs of scale·scale·(total − common − common)², multiplied out
      squares +=
          total * total * weight * weight
              + 2 * second * weight
              - 4 * total * first * weight
              + 2 * first * first;
      return new Trace(total / trace, trace * trace / squares);
    }
  }
}
