package dev.mlbox.engine.report;

import dev.mlbox.core.data.DataFinding;
import dev.mlbox.core.measure.LiveResult;
import dev.mlbox.core.run.RunReport;
import java.util.ArrayList;
import java.util.List;

/** What models are worth on the mix of recent requests, as Markdown. */
final class LiveMarkdown {
  private LiveMarkdown() {}

  /**
   * A section; empty without requests.
   *
   * @param heading in front of its title, such as {@code ###}
   */
  static String of(RunReport.Checked checked, String heading) {
    LiveResult live = checked.live();
    if (live == null) {
      return "";
    }
    StringBuilder text = new StringBuilder(heading).append(" On the mix of recent requests\n\n");
    text.append(MarkdownTable.cell(LiveRows.words(live))).append(".\n\n");
    text.append(metrics(checked, live)).append('\n');
    text.append(mix(live)).append('\n');
    for (DataFinding finding : LiveRows.drift(live, checked)) {
      text.append("- ").append(MarkdownTable.cell(finding.line())).append('\n');
    }
    return text.append(LiveRows.drift(live, checked).isEmpty() ? "" : "\n").toString();
  }

  private static MarkdownTable metrics(RunReport.Checked checked, LiveResult live) {
    boolean both = !live.baseline().isEmpty();
    List<String> head =
        new ArrayList<>(
            List.of(
                "metric", "on the requests:", "95 % interval:", "on the rows:", "95 % interval:"));
    if (both) {
      head.add("baseline on the requests:");
    }
    MarkdownTable table = new MarkdownTable(head);
    for (LiveRows.MetricLine line : LiveRows.metrics(live, checked.candidate())) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  line.name(),
                  line.live().number(),
                  line.live().interval(),
                  line.plain().number(),
                  line.plain().interval()));
      if (both) {
        cells.add(line.baseline());
      }
      table.row(cells);
    }
    return table;
  }

  private static MarkdownTable mix(LiveResult live) {
    MarkdownTable table =
        new MarkdownTable(List.of(live.by(), "requests:", "of them:", "rows:", "of them:"));
    for (LiveRows.MixLine line : LiveRows.mix(live)) {
      table.row(List.of(line.name(), line.requests(), line.share(), line.rows(), line.ofRows()));
    }
    return table;
  }
}
