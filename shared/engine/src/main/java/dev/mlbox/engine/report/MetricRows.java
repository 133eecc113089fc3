package dev.mlbox.engine.report;

import dev.mlbox.core.measure.Direction;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Metrics;
import dev.mlbox.core.measure.SliceResult;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.engine.report.plot.IntervalBar;
import dev.mlbox.engine.report.plot.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Evaluations → rows of tables. */
final class MetricRows {
  private static final int MOST_SLICES = 200;

  private MetricRows() {}

  static List<Page.MetricRow> of(Evaluation candidate, @Nullable Evaluation baseline) {
    List<Page.MetricRow> rows = new ArrayList<>();
    for (Map.Entry<String, Measured> entry : candidate.metrics().entrySet()) {
      Measured before = baseline == null ? null : baseline.metrics().get(entry.getKey());
      rows.add(row(entry.getKey(), entry.getValue(), before));
    }
    return rows;
  }

  private static Page.MetricRow row(String name, Measured value, @Nullable Measured before) {
    Interval interval = value.interval();
    boolean known = before != null && before.isDefined();
    return new Page.MetricRow(
        name,
        better(name),
        value.undefined() == null ? Digits.value(value.value()) : value.undefined(),
        interval == null ? "" : Digits.interval(interval),
        before == null || !known ? "" : Digits.value(before.value()),
        value.isDefined() ? drawing(name, value, known ? before : null) : "");
  }

  private static String better(String name) {
    return Metrics.named(name)
        .map(Metric::direction)
        .map(direction -> direction == Direction.HIGHER ? "higher is better" : "lower is better")
        .orElse("");
  }

  private static String drawing(String name, Measured value, @Nullable Measured before) {
    Interval first = value.interval();
    Interval second = before == null ? null : before.interval();
    Scale scale =
        Scale.around(
            value.value(),
            first == null ? value.value() : first.lower(),
            first == null ? value.value() : first.upper(),
            before == null ? value.value() : before.value(),
            second == null ? value.value() : second.lower(),
            second == null ? value.value() : second.upper());
    String words =
        "%s: candidate %s%s"
            .formatted(
                name,
                Digits.value(value.value()),
                before == null ? "" : ", baseline " + Digits.value(before.value()));
    IntervalBar bar = new IntervalBar(scale, words);
    if (before != null) {
      bar.estimate(
          "baseline",
          second == null ? null : second.lower(),
          before.value(),
          second == null ? null : second.upper(),
          72);
    }
    return bar.estimate(
            "candidate",
            first == null ? null : first.lower(),
            value.value(),
            first == null ? null : first.upper(),
            before == null ? 50 : 28)
        .svg();
  }

  static List<Page.SliceRow> slices(Evaluation candidate) {
    return candidate.slices().stream().limit(MOST_SLICES).map(MetricRows::slice).toList();
  }

  private static Page.SliceRow slice(SliceResult slice) {
    return new Page.SliceRow(
        slice.of() + (slice.value().isEmpty() ? "" : " = " + slice.value()),
        Digits.count(slice.rows()),
        slice.metrics().entrySet().stream()
            .filter(entry -> entry.getValue().isDefined())
            .map(entry -> entry.getKey() + " " + Digits.value(entry.getValue().value()))
            .collect(Collectors.joining(", ")));
  }
}
