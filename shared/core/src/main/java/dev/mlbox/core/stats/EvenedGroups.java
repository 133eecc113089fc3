package dev.mlbox.core.stats;

/**
 * Groups of unlike sizes counted more alike, for what those by their rows miss: with 200 groups, of
 * which some are large, a loss in three that are small moves the average of all rows, and what is
 * known of its error, by next to nothing, while a loss in three large ones was as likely.
 *
 * <p>Each counts by the inverse variance of its average, as it were if groups differed eight times
 * as much as they do: nearly alike where groups differ at all, and by their rows where only rows
 * do, as small groups then tell little. That is another average of the same groups, as good as the
 * first where sizes have nothing to do with losses. Where they have, averages differ; what exceeds
 * an error of their difference is taken out, so that with enough groups it is the rows that count.
 * By simulation: decision 283.
 *
 * @param shift of the estimate, after that
 * @param mean of the groups
 */
record EvenedGroups(double shift, GroupMean mean) {
  private static final double TIMES = 8;
  private static final double DOUBT = 1;
  private static final int HALVINGS = 60;

  /**
   * Beside the average by rows.
   *
   * @param byRows of the same groups
   */
  static EvenedGroups of(GroupSums sums, GroupMean byRows) {
    double within = sums.within();
    double effect = effect(sums, within);
    if (effect + within == 0) {
      return new EvenedGroups(0, byRows);
    }
    double[] weights = Weights.inverse(sums.variances(TIMES * TIMES * effect, within));
    GroupMean mean = GroupMean.of(sums, weights, sums.variances(effect, within));
    double error = 0;
    double[] shares = sums.shares();
    for (int group = 0; group < shares.length; group++) {
      double moved = (shares[group] - weights[group]) * (sums.average(group) - mean.value());
      error += moved * moved;
    }
    double most = DOUBT * Math.sqrt(error);
    double apart = mean.value() - byRows.value();
    return new EvenedGroups(Math.max(-most, Math.min(most, apart)), mean);
  }

  /** With the skewness that is seen: its errors are those of more groups. */
  Spread spread() {
    double skewness = mean.skewness();
    return new Spread(mean.standardError(), mean.degrees(), -skewness, skewness);
  }

  /**
   * The variance between groups, by which their averages differ as much as they should (Paule and
   * Mandel, 1982, Journal of Research of the National Bureau of Standards 87:377).
   */
  private static double effect(GroupSums sums, double within) {
    int groups = sums.count();
    double plain = 0;
    for (int group = 0; group < groups; group++) {
      plain += sums.average(group) / groups;
    }
    double high = 0;
    for (int group = 0; group < groups; group++) {
      high += (sums.average(group) - plain) * (sums.average(group) - plain) / (groups - 1);
    }
    double low = 0;
    for (int i = 0; i < HALVINGS && low < high; i++) {
      double middle = (low + high) / 2;
      if (differing(sums, sums.variances(middle, within)) > groups - 1) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The weighted sum of squares, as many as there are groups but one where variances are right. */
  private static double differing(GroupSums sums, double[] variances) {
    double[] weights = Weights.inverse(variances);
    double mean = 0;
    for (int group = 0; group < weights.length; group++) {
      mean += weights[group] * sums.average(group);
    }
    double sum = 0;
    for (int group = 0; group < weights.length; group++) {
      double distance = sums.average(group) - mean;
      sum += distance * distance / variances[group];
    }
    return sum;
  }
}
