package dev.mlbox.engine.report;

import dev.mlbox.core.config.AboutConfig;
import dev.mlbox.core.config.MlboxConfig;
import dev.mlbox.core.config.Shown;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.measure.SliceResult;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.core.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people should know of a model, as Markdown under the headings of Mitchell et al., Model
 * Cards for Model Reporting, 2019: purpose and owner as the user wrote them, the rest from the
 * evaluation. The same model and evaluation give the same card: no times of day, no timings.
 */
public final class ModelCard {
  private static final int MOST_SLICES = 50;
  private static final String TIMING = "predict_ms";

  private ModelCard() {}

  /** A card. */
  public static String of(
      MlboxConfig config, Map<String, String> origin, RunReport.Checked checked) {
    StringBuilder text = new StringBuilder();
    AboutConfig about = config.about();
    Evaluation candidate = checked.candidate();
    text.append("# Model card: ").append(config.model().name()).append("\n\n");
    text.append("## Model details\n\n");
    details(text, about, origin, candidate);
    text.append("\n## Intended use\n\n");
    text.append(said(about.purpose(), "about.purpose")).append("\n\n");
    text.append("## Limitations\n\n");
    text.append(said(about.limitations(), "about.limitations")).append("\n\n");
    limits(text, checked);
    text.append("## Evaluation data\n\n");
    text.append("`").append(Shown.of(config.evaluate().data().text())).append("`, ");
    text.append(Digits.count(candidate.subject().rows())).append(" rows; the target is `");
    text.append(config.evaluate().target().text()).append("` (");
    text.append(candidate.subject().task().words()).append(")");
    if (candidate.subject().positive() != null) {
      text.append("; the positive class is `").append(candidate.subject().positive()).append('`');
    }
    text.append(".  \nDigest: `").append(candidate.subject().data()).append("`\n\n");
    text.append("## Metrics\n\n").append(metrics(candidate)).append('\n');
    text.append(LiveMarkdown.of(checked, "##"));
    slices(text, candidate);
    gates(text, checked.gates().findings());
    return text.toString();
  }

  private static void details(
      StringBuilder text, AboutConfig about, Map<String, String> origin, Evaluation candidate) {
    MarkdownTable table = new MarkdownTable(List.of("", ""));
    table.row(List.of("owner", about.owner() == null ? "not stated" : about.owner()));
    if (about.license() != null) {
      table.row(List.of("license", about.license()));
    }
    table.row(List.of("model", candidate.subject().model().toString()));
    origin.forEach(
        (name, value) -> {
          if (!name.equals("model")) {
            table.row(List.of(name, value));
          }
        });
    text.append(table);
  }

  private static String said(@Nullable String words, String key) {
    return words == null ? "Not stated; set `" + key + "` in mlbox.yaml." : words.strip();
  }

  /** What the evaluation could not show. */
  private static void limits(StringBuilder text, RunReport.Checked checked) {
    List<String> open = new ArrayList<>();
    for (Finding finding : checked.gates().findings()) {
      boolean timing = finding.gate().metric().name().startsWith(TIMING);
      if (finding.verdict() != dev.mlbox.core.gate.Verdict.PASS && !timing) {
        open.add("- " + MarkdownTable.cell(finding.message()));
      }
    }
    if (!open.isEmpty()) {
      text.append("Not shown by the evaluation:\n\n")
          .append(String.join("\n", open))
          .append("\n\n");
    }
  }

  private static String metrics(Evaluation evaluation) {
    MarkdownTable table = new MarkdownTable(List.of("metric", "value:", "95 % interval:"));
    evaluation.metrics().forEach((name, value) -> row(table, name, value));
    return table.toString();
  }

  private static void row(MarkdownTable table, String name, Measured value) {
    Interval interval = value.interval();
    if (value.isDefined() && !name.startsWith(TIMING)) {
      String range = interval == null ? "" : Digits.interval(interval);
      table.row(List.of(name, Digits.value(value.value()), range));
    }
  }

  private static void slices(StringBuilder text, Evaluation evaluation) {
    List<SliceResult> slices = evaluation.slices();
    if (slices.isEmpty()) {
      return;
    }
    List<String> names =
        slices.get(0).metrics().entrySet().stream()
            .filter(entry -> entry.getValue().isDefined())
            .map(Map.Entry::getKey)
            .limit(6)
            .toList();
    List<String> head = new ArrayList<>(List.of("slice", "rows:"));
    names.forEach(name -> head.add(name + ":"));
    MarkdownTable table = new MarkdownTable(head);
    for (SliceResult slice : slices.subList(0, Math.min(MOST_SLICES, slices.size()))) {
      List<String> cells = new ArrayList<>();
      cells.add(slice.of() + (slice.value().isEmpty() ? "" : " = " + slice.value()));
      cells.add(Digits.count(slice.rows()));
      for (String name : names) {
        Measured value = slice.metrics().get(name);
        cells.add(value == null || !value.isDefined() ? "–" : Digits.value(value.value()));
      }
      table.row(cells);
    }
    text.append("## Metrics by slice\n\n").append(table).append('\n');
    if (slices.size() > MOST_SLICES) {
      text.append("The first %d of %d slices.\n\n".formatted(MOST_SLICES, slices.size()));
    }
  }

  private static void gates(StringBuilder text, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    MarkdownTable table = new MarkdownTable(List.of("gate", "verdict"));
    findings.forEach(finding -> table.row(List.of(finding.gate().text(), GateCards.word(finding))));
    text.append("## Gates\n\n").append(table);
  }
}
