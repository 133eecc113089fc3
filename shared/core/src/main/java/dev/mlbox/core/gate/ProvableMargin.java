package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Units;
import dev.mlbox.core.stats.SampleSize;
import java.util.Optional;

/**
 * The smallest loss of accuracy that these rows can rule out between two equally good models; needs
 * no labels, only both models' answers.
 *
 * @param rows how many
 * @param discordance share of them that the two answer differently
 * @param margin in units of accuracy, proven with probability 80 %
 */
public record ProvableMargin(long rows, double discordance, double margin) {

  /** Empty for a regression, whose models differ in every row. */
  public static Optional<ProvableMargin> of(Answers candidate, Answers baseline, double alpha) {
    if (!candidate.task().isOfClasses() || candidate.rows() == 0) {
      return Optional.empty();
    }
    double psi = (double) candidate.differingFrom(baseline) / candidate.rows();
    double alone =
        SampleSize.smallestProvableMargin(candidate.rows(), psi, alpha, PairedTest.POWER);
    double margin = alone * Math.sqrt(dependence(candidate, baseline));
    return Optional.of(new ProvableMargin(candidate.rows(), psi, margin));
  }

  /**
   * How much larger the variance can be because rows of a group depend on each other: at worst all
   * its differing rows go the same way, and Σk² stands where Σk stood.
   */
  private static double dependence(Answers candidate, Answers baseline) {
    Units units = candidate.truth().units();
    long differing = candidate.differingFrom(baseline);
    if (!units.isGrouped() || differing == 0) {
      return 1;
    }
    long[] sums = new long[units.count()];
    for (int row = 0; row < candidate.rows(); row++) {
      sums[units.groups()[row]] += candidate.code(row) == baseline.code(row) ? 0 : 1;
    }
    double squares = 0;
    for (long sum : sums) {
      squares += (double) sum * sum;
    }
    return squares / differing;
  }

  /** In points of accuracy. */
  String words() {
    return Figures.rough(100 * margin) + " points of accuracy";
  }
}
