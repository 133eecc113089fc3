package dev.mlbox.engine.report;

import dev.mlbox.core.data.DataFinding;
import dev.mlbox.core.gate.Comparison;
import dev.mlbox.core.gate.Difference;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.gate.Part;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RunReport;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report → its page. */
final class Pages {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Pages() {}

  static Page of(String style, String model, RunReport report) {
    RunReport.Checked checked = report.checked();
    List<Finding> findings = checked == null ? List.of() : checked.gates().findings();
    return new Page(
        head(style, model, report),
        GateCards.cards(findings),
        GateCards.forests(findings),
        Journeys.of(report.rollout()),
        checked == null
            ? new Page.Comparison("", "", false, List.of(), List.of())
            : new Page.Comparison(
                checked.baselineOrigin(),
                Stream.of(checked.provable(), checked.looks())
                    .filter(words -> !words.isEmpty())
                    .collect(Collectors.joining("; ")),
                checked.baseline() != null,
                MetricRows.of(checked.candidate(), checked.baseline()),
                MetricRows.slices(checked.candidate())),
        checked == null ? List.of() : Figures.of(checked.portraits()),
        checked == null ? List.of() : Grids.of(checked.portraits()),
        checked == null ? null : LiveRows.section(checked),
        checked == null
            ? null
            : OddsTable.of(
                checked.portraits().disagreement(), checked.candidate().subject().rows()),
        checked == null ? List.of() : checked.data().stream().map(Pages::found).toList(),
        origin(report),
        method(findings));
  }

  private static Page.Claim found(DataFinding finding) {
    String kind = finding.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new Page.Claim(kind, finding.notable() ? "warn" : "soft", finding.line());
  }

  private static Page.Head head(String style, String model, RunReport report) {
    List<Page.Fact> facts = new ArrayList<>();
    RunReport.Checked checked = report.checked();
    if (report.release() != null) {
      facts.add(new Page.Fact("version", report.release().version()));
    }
    if (checked != null) {
      long passed = checked.gates().findings().stream().filter(each -> !each.blocks()).count();
      int all = checked.gates().findings().size();
      facts.add(new Page.Fact("rows", Digits.count(checked.candidate().subject().rows())));
      if (all > 0) {
        facts.add(new Page.Fact("gates passed", passed + " of " + all));
      }
    }
    if (report.origin().containsKey("commit")) {
      facts.add(new Page.Fact("commit", brief(report.origin().getOrDefault("commit", ""))));
    }
    facts.add(new Page.Fact("took", took(report.took())));
    return new Page.Head(
        style,
        model,
        report.command(),
        WHEN.format(report.began()),
        report.outcome().name(),
        tone(report.outcome()),
        report.headline(),
        facts);
  }

  private static String brief(String commit) {
    return commit.substring(0, Math.min(10, commit.length()));
  }

  private static String took(Duration duration) {
    return Journeys.took(java.time.Instant.EPOCH, java.time.Instant.EPOCH.plus(duration));
  }

  static String tone(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> "pass";
      case SUPERSEDED, INTERRUPTED -> "warn";
      case REJECTED, REVERTED, HALTED, INVALID, BROKEN -> "fail";
    };
  }

  private static List<Page.Fact> origin(RunReport report) {
    List<Page.Fact> facts = new ArrayList<>();
    report.origin().forEach((name, value) -> facts.add(new Page.Fact(name, value)));
    RunReport.Checked checked = report.checked();
    if (checked != null) {
      facts.add(new Page.Fact("data", checked.candidate().subject().data().toString()));
      if (checked.baseline() != null) {
        facts.add(new Page.Fact("baseline", checked.baseline().subject().model().toString()));
      }
    }
    if (report.release() != null) {
      facts.add(new Page.Fact("box", report.release().box()));
    }
    return facts;
  }

  private static List<Page.Fact> method(List<Finding> findings) {
    Set<String> methods = new LinkedHashSet<>();
    Set<String> levels = new LinkedHashSet<>();
    for (Finding finding : findings) {
      for (Part part : finding.evidence().parts()) {
        Comparison comparison = part.comparison();
        Difference difference = comparison == null ? null : comparison.difference();
        if (difference != null) {
          methods.add(difference.method());
          levels.add(Digits.percent(difference.proof().alpha()));
        }
      }
    }
    List<Page.Fact> facts = new ArrayList<>();
    if (!methods.isEmpty()) {
      facts.add(new Page.Fact("intervals of differences", String.join("; ", methods)));
      facts.add(new Page.Fact("one-sided level of a verdict", String.join(", ", levels)));
      facts.add(new Page.Fact("slices", "Holm's correction for FAIL; PASS needs every slice"));
    }
    return facts;
  }
}
