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
    if (!candidate.task().isOfClasses()
        || candidate.rows() == 0
        || candidate.truth().totalWeight() == 0) {
      return Optional.empty();
    }
    double psi = (double) candidate.differingFrom(baseline) / candidate.rows();
    double error =
        candidate.isFar() ? Math.sqrt(psi / candidate.rows()) : error(candidate, baseline);
    double margin = SampleSize.smallestProvableMargin(error, alpha, PairedTest.POWER);
    return Optional.of(new ProvableMargin(candidate.rows(), psi, margin));
  }

  /**
   * Of the difference without a true one: √(Σu²)/Σw, w the weights of all rows and u those of the
   * differing rows of each unit, which at worst all go the same way; √(ψ/n) of even rows by
   * themselves.
   */
  private static double error(Answers candidate, Answers baseline) {
    Units units = candidate.truth().units();
    double[] sums = new double[units.isGrouped() ? units.count() : candidate.rows()];
    for (int row = 0; row < candidate.rows(); row++) {
      if (candidate.code(row) != baseline.code(row)) {
        sums[units.isGrouped() ? units.groups()[row] : row] += candidate.truth().weight(row);
      }
    }
    double squares = 0;
    for (double sum : sums) {
      squares += sum * sum;
    }
    return Math.sqrt(squares) / candidate.truth().totalWeight();
  }
}
