package dev.mlbox.core.config;

import dev.mlbox.core.gate.Gate;
import dev.mlbox.core.gate.GateParser;
import dev.mlbox.core.gate.GatePolicy;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Task;
import dev.mlbox.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code evaluate}: the rows, how they are cut, and the gates. */
final class EvaluateReader {
  private static final String WARN = "warn";

  private final Reading reading;

  EvaluateReader(Reading reading) {
    this.reading = reading;
  }

  /** Null when the data or the target are missing. */
  @Nullable EvaluateConfig read() {
    Stated data = reading.stated("evaluate.data");
    Stated target = reading.stated("evaluate.target");
    List<Stated> slices = slices();
    List<CustomMetric> metrics = new CustomMetricReader(reading).read();
    List<Gate> gates = gates(slices.stream().map(Stated::text).toList(), metrics);
    if (data == null || target == null) {
      return null;
    }
    return new EvaluateConfig(
        data,
        target,
        reading.text("evaluate.positive"),
        task(),
        reading.stated("evaluate.group"),
        reading.stated("evaluate.weight"),
        reading.stated("evaluate.query"),
        slices,
        metrics,
        gates,
        reading.whole("evaluate.min_rows", 30),
        reading.read("evaluate.seed", Long::valueOf, 1L),
        reading.whole("evaluate.reuse_budget", 0),
        reading.stated("evaluate.live"),
        reading.place("evaluate"));
  }

  private @Nullable Task task() {
    String task = reading.text("evaluate.task");
    return task == null ? null : Task.valueOf(task.toUpperCase(Locale.ROOT));
  }

  /** A list of columns is the same as their names joined by ×. */
  private List<Stated> slices() {
    List<Stated> slices = new ArrayList<>();
    for (Setting entry : items("evaluate.slices")) {
      String text =
          entry.value() instanceof List
              ? entry.items().stream().map(Setting::text).collect(Collectors.joining(" × "))
              : entry.text();
      slices.add(new Stated(text, entry.place()));
    }
    return slices;
  }

  private List<Setting> items(String path) {
    return reading.at(path).map(Setting::items).orElse(List.of());
  }

  private List<Gate> gates(List<String> slices, List<CustomMetric> own) {
    List<Metric> metrics = own.stream().map(CustomMetric::metric).toList();
    GatePolicy usual =
        new GatePolicy(
            true,
            reading.flag("evaluate.strict", false),
            !reading.text("evaluate.inconclusive", "block").equals(WARN),
            true);
    List<Gate> gates = new ArrayList<>();
    for (Setting entry : items("evaluate.gates")) {
      Setting line = entry.at("gate").orElse(entry);
      GateParser.Parsed parsed =
          GateParser.parse(line.text(), line.place(), slices, policy(entry, usual), metrics);
      parsed.problem().ifPresent(reading::problem);
      parsed
          .gate()
          .ifPresent(
              gate -> {
                requireSlice(gate, slices);
                requireLive(gate);
                gates.add(gate);
              });
    }
    return gates;
  }

  /** What a gate's long form says, else what holds for all. */
  private static GatePolicy policy(Setting entry, GatePolicy usual) {
    Map<String, Setting> own = entry.entries();
    return new GatePolicy(
        !own.containsKey("confidence"),
        own.containsKey("strict") ? said(own, "strict", "true") : usual.strict(),
        own.containsKey("inconclusive")
            ? !said(own, "inconclusive", WARN)
            : usual.inconclusiveBlocks(),
        !said(own, "error", WARN));
  }

  private static boolean said(Map<String, Setting> own, String key, String value) {
    Setting setting = own.get(key);
    return setting != null && setting.text().equals(value);
  }

  private void requireLive(Gate gate) {
    if (gate.onLive() && reading.at("evaluate.live").isEmpty()) {
      reading.problem(
          Problem.of("gate `%s` is on live mix, but there are no requests".formatted(gate.text()))
              .at(gate.place())
              .expected("evaluate.live, such as live:7d, or a file of recent requests"));
    }
  }

  /** A gate on a slice that nobody makes could never be judged. */
  private void requireSlice(Gate gate, List<String> slices) {
    String slice = gate.slice();
    if (slice != null && !slices.contains(slice)) {
      reading.problem(
          Problem.of("gate `%s` is by %s, which is no slice".formatted(gate.text(), slice))
              .at(gate.place())
              .expected(
                  slices.isEmpty() ? "an entry of evaluate.slices" : String.join(", or ", slices))
              .remedy("add %s to evaluate.slices".formatted(slice)));
    }
  }
}
