package dev.mlbox.engine.report;

import dev.mlbox.core.gate.Comparison;
import dev.mlbox.core.gate.Difference;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.gate.Part;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Evidence;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.measure.SliceResult;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report → its page. */
final class Pages {
  private static final int WIDTH = 320;

  private Pages() {}

  static Page of(String model, RunReport report) {
    RunReport.Checked checked = report.checked();
    RolloutEnd rollout = report.rollout();
    return new Page(
        model + ": mlbox " + report.command(),
        report.began()
            + (report.release() == null ? "" : ", version " + report.release().version()),
        report.outcome().name(),
        tone(report.outcome()),
        report.headline(),
        checked == null ? "" : checked.provable(),
        checked == null ? List.of() : checked.gates().findings().stream().map(Pages::gate).toList(),
        checked == null ? "" : checked.baselineOrigin(),
        checked == null ? List.of() : metrics(checked.candidate(), checked.baseline()),
        checked == null
            ? List.of()
            : checked.candidate().slices().stream().map(Pages::slice).toList(),
        rollout == null
            ? List.of()
            : rollout.last().evidence().stream().map(Evidence::message).toList(),
        rollout == null ? List.of() : rollout.log().stream().map(Pages::batch).toList(),
        rollout == null ? List.of() : rollout.lastWords(),
        report.origin().entrySet().stream()
            .map(entry -> new Page.Fact(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static String tone(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> "pass";
      case SUPERSEDED -> "warn";
      case REJECTED, REVERTED, HALTED, INVALID, BROKEN -> "fail";
    };
  }

  private static Page.GateRow gate(Finding finding) {
    Verdict verdict = finding.verdict();
    String tone = verdict == Verdict.PASS ? "pass" : finding.blocks() ? "fail" : "warn";
    List<Page.Bar> bars = new ArrayList<>();
    for (Part part : finding.evidence().parts()) {
      bar(part).ifPresent(bars::add);
    }
    return new Page.GateRow(
        verdict.name().toLowerCase(Locale.ROOT),
        tone,
        finding.gate().text(),
        finding.message(),
        bars.size() > 16 ? List.of() : bars);
  }

  private static Optional<Page.Bar> bar(Part part) {
    Comparison comparison = part.comparison();
    Difference difference = comparison == null ? null : comparison.difference();
    if (difference == null) {
      return Optional.empty();
    }
    double margin = difference.margin();
    double far =
        1.15
            * Math.max(
                Math.abs(margin),
                Math.max(
                    Math.abs(difference.interval().lower()),
                    Math.abs(difference.interval().upper())));
    if (!(far > 0) || Double.isInfinite(far)) {
      return Optional.empty();
    }
    String label =
        "%s: %+.4f (%+.4f to %+.4f)"
            .formatted(
                part.name(),
                difference.estimate(),
                difference.interval().lower(),
                difference.interval().upper());
    return Optional.of(
        new Page.Bar(
            label,
            x(0, far),
            x(-margin, far),
            x(difference.interval().lower(), far),
            x(difference.estimate(), far),
            x(difference.interval().upper(), far)));
  }

  private static int x(double value, double far) {
    return (int) Math.round(WIDTH / 2.0 * (1 + value / far));
  }

  private static List<Page.MetricRow> metrics(Evaluation candidate, @Nullable Evaluation baseline) {
    List<Page.MetricRow> rows = new ArrayList<>();
    for (Map.Entry<String, Measured> entry : candidate.metrics().entrySet()) {
      Measured value = entry.getValue();
      Measured before = baseline == null ? null : baseline.metrics().get(entry.getKey());
      String interval =
          value.interval() == null
              ? ""
              : number(value.interval().lower()) + " … " + number(value.interval().upper());
      rows.add(
          new Page.MetricRow(
              entry.getKey(),
              value.undefined() == null ? number(value.value()) : value.undefined(),
              interval,
              before == null ? "" : number(before.value())));
    }
    return rows;
  }

  private static Page.SliceRow slice(SliceResult slice) {
    return new Page.SliceRow(
        slice.of() + (slice.value().isEmpty() ? "" : " = " + slice.value()),
        "%,d".formatted(slice.rows()),
        slice.metrics().entrySet().stream()
            .filter(entry -> entry.getValue().undefined() == null)
            .map(entry -> entry.getKey() + " " + number(entry.getValue().value()))
            .collect(Collectors.joining(", ")));
  }

  private static Page.BatchRow batch(LiveBatch batch) {
    ArmOutcome canary = batch.canary();
    ArmOutcome stable = batch.stable();
    return new Page.BatchRow(
        Long.toString(batch.minute()),
        new Weight(batch.share()).toString(),
        "%,d".formatted(canary.requests()),
        "%,d".formatted(canary.errors()),
        canary.timed() == 0 ? "–" : "%,d".formatted(canary.slow()),
        "%,d".formatted(stable.requests()),
        "%,d".formatted(stable.errors()),
        stable.timed() == 0 ? "–" : "%,d".formatted(stable.slow()));
  }

  private static String number(double value) {
    return Math.abs(value) >= 1000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.4f", value);
  }
}
