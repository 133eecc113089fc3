package dev.mlbox.core.gate;

import dev.mlbox.core.gate.Requirement.AgainstBaseline;
import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.measure.Units;
import dev.mlbox.core.stats.SampleSize;
import java.util.Comparator;
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
    String head = rows() + (accuracy == null ? "" : differing(accuracy));
    if (margins.isEmpty()) {
      return accuracy == null ? Optional.empty() : Optional.of(head);
    }
    return Optional.of(head + ": can prove a margin of " + String.join(", ", margins));
  }

  /** With what they are worth, where they are not each by itself and alike. */
  private String rows() {
    Truth truth = candidate.truth();
    Units units = truth.units();
    String rows = Figures.count(candidate.rows()) + " rows";
    String grouped =
        units.isGrouped()
            ? " in %s groups of %s".formatted(Figures.count(units.count()), units.column())
            : "";
    String worth =
        truth.isWeighted()
            ? " with weights that make them worth "
                + Figures.count(Math.round(candidate.rows() * truth.evenness()))
            : "";
    return rows + grouped + worth;
  }

  private static String differing(ProvableMargin accuracy) {
    return ", %s %% answered differently".formatted(Figures.rough(100 * accuracy.discordance()));
  }

  /** Of a gate about all rows or about the live mix, or the range of those of its slices. */
  private Optional<String> margin(Finding finding, @Nullable ProvableMargin accuracy) {
    Gate gate = finding.gate();
    if (!(gate.requirement() instanceof AgainstBaseline)) {
      return Optional.empty();
    }
    if (gate.by().isPresent()) {
      return slices(finding, gate.by().get());
    }
    boolean plain = gate.metric().name().equals("accuracy") && !gate.onLive();
    if (plain && accuracy != null) {
      return Optional.of(words(gate, accuracy.margin()));
    }
    return finding.evidence().parts().stream()
        .map(this::margin)
        .filter(margin -> margin > 0)
        .findFirst()
        .map(margin -> words(gate, margin) + (gate.onLive() ? " on live mix" : ""));
  }

  /** The smallest and the largest of those that are judged. */
  private Optional<String> slices(Finding finding, String by) {
    List<Part> parts =
        finding.evidence().parts().stream()
            .filter(part -> margin(part) > 0)
            .sorted(Comparator.comparingDouble(this::margin))
            .toList();
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Part least = parts.get(0);
    Part most = parts.get(parts.size() - 1);
    String largest = words(finding.gate(), margin(most));
    return Optional.of(
        parts.size() == 1
            ? "%s by %s".formatted(largest, by)
            : "%s (%s) to %s (%s) by %s"
                .formatted(
                    number(finding.gate(), margin(least)), least.name(), largest, most.name(), by));
  }

  /** By the interval of the difference; 0 where there is none. */
  private double margin(Part part) {
    Comparison comparison = part.comparison();
    Difference difference = comparison == null ? null : comparison.difference();
    double width = difference == null ? 0 : difference.bounds().width();
    return width > 0 && Double.isFinite(width)
        ? SampleSize.provableMargin(width / 2, alpha, PairedTest.POWER)
        : 0;
  }

  private static String words(Gate gate, double margin) {
    String unit = isInPoints(gate) ? " points of " : " of ";
    return number(gate, margin) + unit + gate.metric().name();
  }

  /** No more than the metric spans. */
  private static String number(Gate gate, double margin) {
    double most = Math.min(margin, gate.metric().most() - gate.metric().least());
    return Figures.rough(isInPoints(gate) ? 100 * most : most);
  }

  private static boolean isInPoints(Gate gate) {
    return gate.metric().name().equals("accuracy");
  }
}
