package dev.mlbox.engine.report;

import dev.mlbox.core.data.DataFinding;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.judge.Evidence;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.portrait.Disagreement;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.core.stats.Interval;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as Markdown, verdict first: for reviews, chats and terminals. */
public final class MarkdownReport {
  private MarkdownReport() {}

  /** All of it. */
  public static String of(String model, RunReport report) {
    StringBuilder text = new StringBuilder();
    text.append("## ").append(report.outcome()).append(": ").append(cell(model));
    text.append(" (mlbox ").append(cell(report.command())).append(")\n\n");
    text.append(cell(report.headline())).append("\n\n");
    RunReport.Checked checked = report.checked();
    if (checked != null) {
      gates(text, checked);
      metrics(text, checked);
      text.append(LiveMarkdown.of(checked, "###"));
      disagreement(text, checked.portraits().disagreement());
      data(text, checked.data());
    }
    RolloutEnd rollout = report.rollout();
    if (rollout != null) {
      rollout(text, rollout);
    }
    origin(text, report.origin());
    return text.toString();
  }

  /** The verdicts, a line each. */
  public static String gates(List<Finding> findings) {
    MarkdownTable table = new MarkdownTable(List.of("verdict", "gate", "what the rows say"));
    for (Finding finding : findings) {
      String blocks = finding.blocks() ? " (blocks)" : "";
      table.row(
          List.of(GateCards.word(finding) + blocks, finding.gate().text(), finding.message()));
    }
    return table.toString();
  }

  private static void gates(StringBuilder text, RunReport.Checked checked) {
    if (!checked.gates().findings().isEmpty()) {
      text.append("### Gates\n\n").append(gates(checked.gates().findings())).append('\n');
    }
    if (!checked.provable().isEmpty()) {
      text.append(cell(checked.provable())).append("\n\n");
    }
    if (!checked.looks().isEmpty()) {
      text.append(cell(checked.looks())).append("\n\n");
    }
  }

  private static void metrics(StringBuilder text, RunReport.Checked checked) {
    text.append("### Metrics\n\n");
    text.append(cell(checked.baselineOrigin())).append("; ");
    text.append(Digits.count(checked.candidate().subject().rows())).append(" rows\n\n");
    boolean both = checked.baseline() != null;
    MarkdownTable table =
        new MarkdownTable(
            both
                ? List.of("metric", "candidate:", "95 % interval:", "baseline:")
                : List.of("metric", "candidate:", "95 % interval:"));
    checked
        .candidate()
        .metrics()
        .forEach(
            (name, value) -> {
              String own =
                  value.undefined() == null ? Digits.value(value.value()) : value.undefined();
              Interval interval = value.interval();
              String range = interval == null ? "" : Digits.interval(interval);
              table.row(
                  both
                      ? List.of(name, own, range, baseline(checked, name))
                      : List.of(name, own, range));
            });
    text.append(table).append('\n');
  }

  private static String baseline(RunReport.Checked checked, String name) {
    Measured before = checked.baseline() == null ? null : checked.baseline().metrics().get(name);
    return before == null || !before.isDefined() ? "" : Digits.value(before.value());
  }

  private static void disagreement(StringBuilder text, @Nullable Disagreement disagreement) {
    if (disagreement == null) {
      return;
    }
    text.append("The two answer ").append(Digits.count(disagreement.differing()));
    text.append(" rows differently");
    if (disagreement.onlyCandidate() + disagreement.onlyBaseline() > 0) {
      text.append(": only the candidate is right in ");
      text.append(Digits.count(disagreement.onlyCandidate())).append(", only the baseline in ");
      text.append(Digits.count(disagreement.onlyBaseline()));
    }
    text.append(".\n\n");
  }

  private static void data(StringBuilder text, List<DataFinding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    text.append("### Data\n\n");
    for (DataFinding finding : findings) {
      text.append(finding.notable() ? "- **" : "- ");
      text.append(cell(finding.line())).append(finding.notable() ? "**\n" : "\n");
    }
    text.append('\n');
  }

  private static void rollout(StringBuilder text, RolloutEnd rollout) {
    text.append("### Rollout\n\n");
    if (!rollout.reason().isEmpty()) {
      text.append(cell(rollout.reason())).append("\n\n");
    }
    for (Evidence evidence : rollout.last().evidence()) {
      text.append("- ").append(cell(evidence.message())).append('\n');
    }
    Page.Journey journey = Journeys.of(rollout);
    if (journey != null && !journey.stages().isEmpty()) {
      MarkdownTable table = new MarkdownTable(List.of("stage", "took:", "requests"));
      journey
          .stages()
          .forEach(stage -> table.row(List.of(stage.name(), stage.took(), stage.counts())));
      text.append('\n').append(table);
    }
    text.append('\n');
  }

  private static void origin(StringBuilder text, Map<String, String> origin) {
    if (origin.isEmpty()) {
      return;
    }
    MarkdownTable table = new MarkdownTable(List.of("origin", ""));
    origin.forEach((name, value) -> table.row(List.of(name, value)));
    text.append("### Where it came from\n\n").append(table);
  }

  private static String cell(String words) {
    return MarkdownTable.cell(words);
  }
}
