package dev.mlbox.engine.report;

import dev.mlbox.core.data.DataFinding;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.LiveResult;
import dev.mlbox.core.measure.LiveSlice;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.core.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What models are worth on the mix of recent requests → rows of tables. */
final class LiveRows {
  /** Of so many slices most requests are; the others are added up. */
  private static final int MOST_SLICES = 20;

  private static final String TIMING = "predict_ms";

  private LiveRows() {}

  /**
   * One metric on the rows and on the mix of the requests.
   *
   * @param name of the metric
   * @param live on the requests, with an interval where there is one
   * @param plain on the rows as they are, with an interval where there is one
   * @param baseline of the model it is compared with, on the requests; empty without
   */
  record MetricLine(String name, Value live, Value plain, String baseline) {}

  /** A number and its interval; either may be empty. */
  record Value(String number, String interval) {}

  /** A slice, as shares of the requests and of the rows. */
  record MixLine(String name, String requests, String share, String rows, String ofRows) {}

  /** Where the requests are from and how unlike the rows they are. */
  static String words(LiveResult live) {
    String unlike =
        "%s requests of %s, mixed by %s: %s of them would have to be of another %s for the mix of the rows"
            .formatted(
                Digits.count(live.requests()),
                live.source(),
                live.by(),
                Digits.percent(live.distance()),
                live.by());
    return live.covered() < 1
        ? unlike
            + "; %s are of none that the rows have".formatted(Digits.percent(1 - live.covered()))
        : unlike;
  }

  /** Metrics that can be given for the mix. */
  static List<MetricLine> metrics(LiveResult live, Evaluation candidate) {
    List<MetricLine> lines = new ArrayList<>();
    live.metrics()
        .forEach(
            (name, value) -> {
              Measured plain = candidate.metrics().get(name);
              if (value.isDefined() && !name.startsWith(TIMING)) {
                lines.add(
                    new MetricLine(
                        name,
                        value(value),
                        value(plain),
                        value(live.baseline().get(name)).number()));
              }
            });
    return lines;
  }

  private static Value value(@Nullable Measured measured) {
    if (measured == null || !measured.isDefined()) {
      return new Value("", "");
    }
    Interval interval = measured.interval();
    return new Value(
        Digits.value(measured.value()), interval == null ? "" : Digits.interval(interval));
  }

  /** Slices that most requests are of, and the others as one line. */
  static List<MixLine> mix(LiveResult live) {
    List<MixLine> lines = new ArrayList<>();
    List<LiveSlice> slices = live.slices();
    int shown = slices.size() > MOST_SLICES + 1 ? MOST_SLICES : slices.size();
    slices
        .subList(0, shown)
        .forEach(each -> lines.add(line(live, each.name(), each.requests(), each.rows())));
    List<LiveSlice> others = slices.subList(shown, slices.size());
    if (!others.isEmpty()) {
      lines.add(
          line(
              live,
              "%s others".formatted(Digits.count(others.size())),
              others.stream().mapToLong(LiveSlice::requests).sum(),
              others.stream().mapToLong(LiveSlice::rows).sum()));
    }
    return lines;
  }

  private static MixLine line(LiveResult live, String name, long requests, long rows) {
    return new MixLine(
        name.isEmpty() ? "(empty)" : name,
        Digits.count(requests),
        share(requests, live.requests()),
        Digits.count(rows),
        share(rows, live.rows()));
  }

  /** In tenths of a percent. */
  private static String share(long some, long all) {
    double share = (double) some / all;
    return some > 0 && share < 0.0005 ? "< 0.1 %" : Digits.percent(Math.rint(1000 * share) / 1000);
  }

  /** Columns in which the rows are unlike the requests. */
  static List<DataFinding> drift(LiveResult live, RunReport.Checked checked) {
    String ofRequests = " of %s is unlike ".formatted(live.source());
    return checked.data().stream()
        .filter(finding -> finding.kind() == DataFinding.Kind.DRIFT)
        .filter(finding -> finding.message().contains(ofRequests))
        .toList();
  }

  /** The section as the page shows it; null without requests. */
  static Page.@Nullable Live section(RunReport.Checked checked) {
    LiveResult live = checked.live();
    return live == null
        ? null
        : new Page.Live(
            words(live),
            live.by(),
            !live.baseline().isEmpty(),
            metrics(live, checked.candidate()).stream()
                .map(
                    line ->
                        new Page.LiveMetric(
                            line.name(),
                            line.live().number(),
                            line.live().interval(),
                            line.plain().number(),
                            line.plain().interval(),
                            line.baseline()))
                .toList(),
            mix(live).stream()
                .map(
                    line ->
                        new Page.LiveSlice(
                            line.name(), line.share(), line.requests(), line.ofRows(), line.rows()))
                .toList(),
            drift(live, checked).stream().map(DataFinding::line).toList());
  }
}
