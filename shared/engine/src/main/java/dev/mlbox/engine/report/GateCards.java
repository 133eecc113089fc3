package dev.mlbox.engine.report;

import dev.mlbox.core.gate.Comparison;
import dev.mlbox.core.gate.Difference;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.gate.Part;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.measure.Direction;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.engine.report.plot.IntervalBar;
import dev.mlbox.engine.report.plot.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Findings → cards, and a forest plot for each gate on slices. */
final class GateCards {
  private static final int MOST_BRANCHES = 200;

  private GateCards() {}

  static List<Page.GateCard> cards(List<Finding> findings) {
    return findings.stream().map(GateCards::card).toList();
  }

  private static Page.GateCard card(Finding finding) {
    List<Part> parts = finding.evidence().parts();
    Comparison only = parts.size() == 1 ? parts.get(0).comparison() : null;
    return new Page.GateCard(
        word(finding),
        finding.evidence().first() ? "warn" : tone(finding.verdict(), finding.blocks()),
        finding.gate().text(),
        finding.gate().place(),
        finding.message(),
        only == null ? "" : drawing(finding, only, scale(parts), finding.gate().text()));
  }

  /** What came of a gate; that it could not fail must not read like a proof. */
  static String word(Finding finding) {
    return finding.evidence().first() ? "not judged" : word(finding.verdict());
  }

  static String word(@Nullable Verdict verdict) {
    return verdict == null ? "too small" : verdict.name().toLowerCase(Locale.ROOT);
  }

  static String tone(Verdict verdict, boolean blocks) {
    return verdict == Verdict.PASS ? "pass" : blocks ? "fail" : "warn";
  }

  static List<Page.Forest> forests(List<Finding> findings) {
    List<Page.Forest> forests = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.evidence().parts().size() > 1) {
        forests.add(forest(finding));
      }
    }
    return forests;
  }

  private static Page.Forest forest(Finding finding) {
    Direction direction = finding.gate().metric().direction();
    List<Part> parts =
        finding.evidence().parts().stream()
            .sorted(Comparator.comparingDouble(part -> effect(part, direction)))
            .toList();
    Scale scale = scale(parts);
    List<Page.Branch> branches =
        parts.stream().limit(MOST_BRANCHES).map(part -> branch(finding, part, scale)).toList();
    boolean differences =
        parts.stream().anyMatch(part -> part.comparison() != null && difference(part) != null);
    String note =
        (differences
                ? "Candidate minus baseline with its 95 % interval, the least favourable slice first; the shaded side is not tolerated."
                : "The candidate's value with its 95 % interval, the least favourable slice first; the shaded side is not tolerated.")
            + (parts.size() > MOST_BRANCHES
                ? " The first %d of %d slices.".formatted(MOST_BRANCHES, parts.size())
                : "");
    String range = Digits.tick(scale.from()) + " … " + Digits.tick(scale.to());
    return new Page.Forest(finding.gate().text(), note, range, branches);
  }

  private static @Nullable Difference difference(Part part) {
    Comparison comparison = part.comparison();
    return comparison == null ? null : comparison.difference();
  }

  /** How much speaks for the candidate; what could not be judged comes last. */
  private static double effect(Part part, Direction direction) {
    Comparison comparison = part.comparison();
    if (comparison == null) {
      return Double.POSITIVE_INFINITY;
    }
    Difference difference = comparison.difference();
    double value =
        difference == null
            ? comparison.candidate().value() - comparison.required()
            : difference.estimate();
    return direction == Direction.HIGHER ? value : -value;
  }

  private static Page.Branch branch(Finding finding, Part part, Scale scale) {
    Comparison comparison = part.comparison();
    Verdict verdict = part.verdict();
    String name = part.name().isEmpty() ? "all rows" : part.name();
    if (comparison == null || verdict == null) {
      String why = part.reason() == null ? "too few rows to judge" : part.reason();
      return new Page.Branch(
          name,
          Digits.count(part.rows()),
          "",
          why,
          word(verdict),
          verdict == null ? "soft" : "fail");
    }
    return new Page.Branch(
        name,
        Digits.count(part.rows()),
        drawing(finding, comparison, scale, name),
        figure(comparison),
        word(verdict),
        tone(verdict, finding.blocks()));
  }

  private static String figure(Comparison comparison) {
    Difference difference = comparison.difference();
    if (difference == null) {
      Interval interval = comparison.candidate().interval();
      String value = Digits.value(comparison.candidate().value());
      return interval == null ? value : value + " (" + Digits.interval(interval) + ")";
    }
    double width = difference.interval().width();
    return "%s (%s … %s)"
        .formatted(
            Digits.signed(difference.estimate(), width),
            Digits.signed(difference.interval().lower(), width),
            Digits.signed(difference.interval().upper(), width));
  }

  /** Wide enough for all parts, what is tolerated and no difference. */
  private static Scale scale(List<Part> parts) {
    List<Double> numbers = new ArrayList<>();
    for (Part part : parts) {
      Comparison comparison = part.comparison();
      if (comparison == null) {
        continue;
      }
      Difference difference = comparison.difference();
      if (difference == null) {
        numbers.add(comparison.candidate().value());
        numbers.add(comparison.required());
        Interval interval = comparison.candidate().interval();
        if (interval != null) {
          numbers.addAll(List.of(interval.lower(), interval.upper()));
        }
      } else {
        numbers.addAll(
            List.of(
                0.0,
                difference.margin(),
                -difference.margin(),
                difference.interval().lower(),
                difference.interval().upper()));
      }
    }
    return Scale.around(numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static String drawing(Finding finding, Comparison comparison, Scale scale, String name) {
    boolean higher = finding.gate().metric().direction() == Direction.HIGHER;
    Difference difference = comparison.difference();
    IntervalBar bar = new IntervalBar(scale, name + ": " + figure(comparison));
    if (difference == null) {
      bar.forbidden(comparison.required(), higher);
      Interval interval = comparison.candidate().interval();
      return bar.estimate(
              "candidate",
              interval == null ? null : interval.lower(),
              comparison.candidate().value(),
              interval == null ? null : interval.upper(),
              50)
          .svg();
    }
    double margin = Objects.requireNonNull(difference).margin();
    bar.forbidden(higher ? -margin : margin, higher).mark("zero", 0);
    return bar.estimate(
            "candidate",
            difference.interval().lower(),
            difference.estimate(),
            difference.interval().upper(),
            50)
        .svg();
  }
}
