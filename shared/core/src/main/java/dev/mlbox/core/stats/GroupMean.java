package dev.mlbox.core.stats;

/**
 * An average of groups' averages, each of which counts by a weight: its variance by groups'
 * distances, enlarged as a group pulls the average to itself (CR2; Bell and McCaffrey, 2002, Survey
 * Methodology 28:169). How many groups of one weight that is as good as, and what is still missing,
 * follows from how the averages' own variances compare (Imbens and Kolesár, 2016, Review of
 * Economics and Statistics 98:701, sec. IV.C).
 *
 * <p>Third moments are enlarged likewise, by (1 − weight)⁻³ each: of groups of one weight, their
 * sum has the expectation of the average's own but for terms of 1/G².
 *
 * @param value of the average
 * @param variance of it, not negative
 * @param degrees of freedom of Student's t; one less than there are groups of one weight
 * @param skewness third central moment over variance^1.5
 */
public record GroupMean(double value, double variance, double degrees, double skewness) {

  /**
   * With CR2's variance.
   *
   * @param weights of groups, with the sum 1
   * @param variances of groups' averages, up to a factor
   */
  static GroupMean of(GroupSums sums, double[] weights, double[] variances) {
    double mean = 0;
    for (int group = 0; group < weights.length; group++) {
      mean += weights[group] * sums.average(group);
    }
    double variance = 0;
    double third = 0;
    for (int group = 0; group < weights.length; group++) {
      double rest = 1 - weights[group];
      double moved = weights[group] * (sums.average(group) - mean);
      variance += moved * moved / rest;
      third += Math.pow(moved / rest, 3);
    }
    Trace trace = Trace.of(weights, variances);
    return new GroupMean(
        mean,
        variance * Math.max(1, trace.missing()),
        Math.max(1, trace.degrees()),
        variance == 0 ? 0 : third / Math.pow(variance, 1.5));
  }

  /** Square root of the variance. */
  public double standardError() {
    return Math.sqrt(variance);
  }

  /**
   * Satterthwaite's view of the enlarged sums: the trace of their covariance and of its square.
   *
   * @param missing the average's variance over what the sums are expected to show of it
   * @param degrees 2·mean²/variance of what they show
   */
  private record Trace(double missing, double degrees) {

    static Trace of(double[] weights, double[] variances) {
      double total = 0;
      for (int group = 0; group < weights.length; group++) {
        total += weights[group] * weights[group] * variances[group];
      }
      double trace = 0;
      double squares = 0;
      double weight = 0;
      double first = 0;
      double second = 0;
      for (int group = 0; group < weights.length; group++) {
        double scale = weights[group] * weights[group] / (1 - weights[group]);
        double common = weights[group] * variances[group];
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
