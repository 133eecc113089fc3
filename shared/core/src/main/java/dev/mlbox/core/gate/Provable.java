package dev.mlbox.core.gate;

import dev.mlbox.core.gate.Requirement.AgainstBaseline;
import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.stats.SampleSize;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rows can prove between two equally good models, of each metric that a gate compares: whoever
 * asks for a margin of 0.001 sees whether these rows have any chance to show it.
 *
 * @param candidate its answers
 * @param baseline the answers of what it is compared with
 * @param alpha one-sided level of a verdict
 */
public record Provable(Answers candidate, Answers baseline, double alpha) {

  /** One line for the user; empty of numbers that no gate compares. */
  public Optional<String> line(GateReport report) {
    ProvableMargin accuracy = ProvableMargin.of(candidate, baseline, alpha).orElse(null);
    if (accuracy != null && accuracy.discordance() == 0) {
      return Optional.of(
          "candidate and baseline predict the same in all %s rows"
              .formatted(Figures.count(candidate.rows())));
    }
    List<String> margins =
        report.findings().stream()
            .flatMap(finding -> margin(finding, accuracy).stream())
            .distinct()
            .toList();
    String head =
        "%s rows%s"
            .formatted(
                Figures.count(candidate.rows()), accuracy == null ? "" : differing(accuracy));
    if (margins.isEmpty()) {
      return accuracy == null ? Optional.empty() : Optional.of(head);
    }
    return Optional.of(head + ": can prove a margin of " + String.join(", ", margins));
  }

  private static String differing(ProvableMargin accuracy) {
    return ", %s %% answered differently".formatted(Figures.rough(100 * accuracy.discordance()));
  }

  /** Of a gate about all rows; slices and other mixes have fewer. */
  private Optional<String> margin(Finding finding, @Nullable ProvableMargin accuracy) {
    Gate gate = finding.gate();
    List<Part> parts = finding.evidence().parts();
    if (!(gate.requirement() instanceof AgainstBaseline)
        || gate.by().isPresent()
        || gate.onLive()
        || parts.size() != 1) {
      return Optional.empty();
    }
    if (gate.metric().name().equals("accuracy") && accuracy != null) {
      return Optional.of(accuracy.words());
    }
    Comparison comparison = parts.get(0).comparison();
    Difference difference = comparison == null ? null : comparison.difference();
    double width = difference == null ? 0 : difference.bounds().width();
    return width > 0 && Double.isFinite(width)
        ? Optional.of(
            "%s of %s"
                .formatted(
                    Figures.rough(SampleSize.provableMargin(width / 2, alpha, PairedTest.POWER)),
                    gate.metric().name()))
        : Optional.empty();
  }
}
