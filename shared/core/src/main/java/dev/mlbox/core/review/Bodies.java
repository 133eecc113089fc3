package dev.mlbox.core.review;

import dev.mlbox.core.gate.Comparison;
import dev.mlbox.core.gate.Difference;
import dev.mlbox.core.gate.Figures;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.gate.GateReport;
import dev.mlbox.core.gate.Part;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.stats.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The comment below its title: verdicts, slices that moved, and what would make a gate decide. */
final class Bodies {
  private static final int MOST_SLICES = 20;

  private Bodies() {}

  static String of(GateReport gates, String compared, String provable) {
    List<String> sections = new ArrayList<>();
    if (!gates.findings().isEmpty()) {
      sections.add(
          Markdown.table(
              List.of("", "gate", "finding"), gates.findings().stream().map(Bodies::row).toList()));
    }
    List<Moved> moved = moved(gates);
    if (!moved.isEmpty()) {
      sections.add(slices(moved));
    }
    List<String> undecided = undecided(gates);
    if (!undecided.isEmpty()) {
      sections.add(
          "**What would decide**\n\n"
              + String.join("", undecided)
              + "- or `inconclusive: warn` in mlbox.yaml, if a gate that cannot tell should not block\n");
    }
    String rows =
        Markdown.text(compared) + (provable.isEmpty() ? "" : "; " + Markdown.text(provable));
    sections.add(rows + ".\n");
    return String.join("\n", sections);
  }

  static String of(List<Problem> problems) {
    return problems.stream()
        .map(
            problem ->
                "- %s%s%s%s\n"
                    .formatted(
                        Markdown.text(problem.what()),
                        part("where", problem.where()),
                        part("expected", problem.expected()),
                        part("remedy", problem.remedy())))
        .collect(Collectors.joining());
  }

  private static String part(String name, @org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : "\n  - %s: %s".formatted(name, Markdown.text(text));
  }

  private static List<String> row(Finding finding) {
    String sign =
        switch (finding.verdict()) {
          case PASS -> finding.evidence().first() ? "⚠️ not judged" : "✅ pass";
          case FAIL -> "❌ fail";
          case INCONCLUSIVE -> "❔ inconclusive";
          case ERROR -> "⚠️ error";
        };
    boolean warns = finding.verdict() != Verdict.PASS && !finding.blocks();
    return List.of(
        sign + (warns ? ", does not block" : ""),
        Markdown.code(finding.gate().text()),
        Markdown.text(finding.message()));
  }

  /** Slices whose difference is not 0 by its 95 % interval, the worst first. */
  private static List<Moved> moved(GateReport gates) {
    List<Moved> moved = new ArrayList<>();
    for (Finding finding : gates.findings()) {
      for (Part part : finding.evidence().parts()) {
        Comparison comparison = part.comparison();
        Difference difference = comparison == null ? null : comparison.difference();
        if (difference != null && !part.name().isEmpty() && isMove(difference.interval())) {
          moved.add(new Moved(finding, part, Objects.requireNonNull(comparison), difference));
        }
      }
    }
    moved.sort(Comparator.comparingDouble(Moved::gain));
    return moved;
  }

  private static boolean isMove(Interval interval) {
    return interval.lower() > 0 || interval.upper() < 0;
  }

  private static String slices(List<Moved> moved) {
    String table =
        Markdown.table(
            List.of("slice", "metric", "rows", "baseline", "candidate", "difference"),
            moved.stream().limit(MOST_SLICES).map(Moved::row).toList());
    int more = moved.size() - MOST_SLICES;
    return "**Slices that moved**\n\n"
        + table
        + (more > 0 ? "\nand %d more\n".formatted(more) : "");
  }

  private static List<String> undecided(GateReport gates) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : gates.findings()) {
      for (Part part : finding.evidence().parts()) {
        Comparison comparison = part.comparison();
        Difference difference = comparison == null ? null : comparison.difference();
        if (part.verdict() == Verdict.INCONCLUSIVE && difference != null) {
          lines.add(line(finding, part, difference));
        }
      }
    }
    return lines.stream().limit(MOST_SLICES).toList();
  }

  private static String line(Finding finding, Part part, Difference difference) {
    String of = part.name().isEmpty() ? "" : " for " + Markdown.text(part.name());
    String rows =
        difference
            .needed()
            .orElseGet(
                () ->
                    "no number of %s, if the difference is what was seen"
                        .formatted(difference.neededUnits()));
    return "- %s%s: %s (these are %s)\n"
        .formatted(Markdown.code(finding.gate().text()), of, rows, Figures.count(part.rows()));
  }

  private record Moved(Finding finding, Part part, Comparison comparison, Difference difference) {

    double gain() {
      return finding.gate().metric().direction().gain(difference.estimate());
    }

    List<String> row() {
      return List.of(
          (gain() < 0 ? "▼ " : "▲ ") + Markdown.text(part.name()),
          Markdown.text(finding.gate().metric().name()),
          Figures.count(part.rows()),
          comparison.baseline() == null ? "" : Figures.value(comparison.baseline().value()),
          Figures.value(comparison.candidate().value()),
          Figures.difference(difference));
    }
  }
}
