package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Task;
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
    if (candidate.task() == Task.REGRESSION || candidate.rows() == 0) {
      return Optional.empty();
    }
    double psi = (double) candidate.differingFrom(baseline) / candidate.rows();
    double margin =
        SampleSize.smallestProvableMargin(candidate.rows(), psi, alpha, PairedTest.POWER);
    return Optional.of(new ProvableMargin(candidate.rows(), psi, margin));
  }

  /** One line for the user. */
  public String line() {
    if (discordance == 0) {
      return "candidate and baseline answer all %s rows alike".formatted(Figures.count(rows));
    }
    return "%s rows, %s %% answered differently: can prove a margin of %s points of accuracy"
        .formatted(
            Figures.count(rows), Figures.rough(100 * discordance), Figures.rough(100 * margin));
  }
}
