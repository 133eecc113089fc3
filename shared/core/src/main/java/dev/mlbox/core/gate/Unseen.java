package dev.mlbox.core.gate;

/**
 * What a sample of groups leaves open, whatever is made of it: a loss that so few of all groups
 * bear that one sample in twenty has none of them, 1 − 0.05^(1/groups) (decision 280).
 *
 * @param column that tells groups apart
 * @param groups in the sample
 * @param share of all groups, in (0, 1); of groups of unlike sizes for as many as they are worth
 */
public record Unseen(String column, long groups, double share) {
  private static final double MISSED = 0.05;

  static Unseen of(String column, long groups, double worth) {
    return new Unseen(column, groups, 1 - Math.pow(MISSED, 1 / worth));
  }

  /** {@code a loss in fewer than 14 % of all groups of customer can be missing from these 20}. */
  String words() {
    return "a loss in fewer than %s %% of all groups of %s can be missing from these %s"
        .formatted(Figures.rough(100 * share), column, Figures.count(groups));
  }
}
