package dev.mlbox.core.stats;

/**
 * The variance of a function of row averages when rows of a group depend on each other, for groups
 * of any sizes: that of an average of groups' averages, each of which counts by its rows.
 *
 * <p>Where groups are of unlike sizes, a loss that few of them bear goes unseen as soon as none of
 * the large ones is among these few. So bounds look at the same groups counted more alike, too.
 */
public final class GroupedInfluence {
  private final int groups;
  private final GroupMean mean;
  private final EvenedGroups evened;

  private GroupedInfluence(int groups, GroupMean mean, EvenedGroups evened) {
    this.groups = groups;
    this.mean = mean;
    this.evened = evened;
  }

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
    GroupSums sums = GroupSums.of(values, groups, count);
    GroupMean mean = GroupMean.of(sums, sums.shares(), sums.variances());
    return new GroupedInfluence(count, mean, EvenedGroups.of(sums, mean));
  }

  /** How many there are. */
  public int groups() {
    return groups;
  }

  /** Of the function, not negative. */
  public double variance() {
    return mean.variance();
  }

  /** Square root of the variance. */
  public double standardError() {
    return Math.sqrt(mean.variance());
  }

  /** Of freedom, of Student's t; one less than there are groups of one size. */
  public double degrees() {
    return mean.degrees();
  }

  /** Of the function: third central moment over variance^1.5. */
  public double skewness() {
    return mean.skewness();
  }

  /** Groups of one size that tell as much of the variance. */
  public double worth() {
    return mean.degrees() + 1;
  }

  /** The groups counted more alike; by their rows where they are of one size. */
  public GroupMean evened() {
    return evened.mean();
  }

  /** What is added to the function's value where they are; 0 if they are of one size. */
  public double shift() {
    return evened.shift();
  }

  /**
   * With the skewness that is seen, as a multiple of it alone: the errors of that of few groups
   * added to it would leave few equal models a pass.
   */
  Spread spread() {
    return Spread.of(mean.standardError(), mean.degrees(), mean.skewness(), 0);
  }

  /** The same of groups counted more alike. */
  Spread evenedSpread() {
    return evened.spread();
  }
}
