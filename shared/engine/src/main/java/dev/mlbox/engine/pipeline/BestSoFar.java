package dev.mlbox.engine.pipeline;

import dev.mlbox.core.gate.Gate;
import dev.mlbox.core.gate.Requirement;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.evaluation.EvaluationFiles;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The best of the evaluations that are kept.
 *
 * @param metric by which
 * @param all youngest first
 * @param told hears of damaged ones, which are skipped
 */
record BestSoFar(Metric metric, List<BaselineRecord> all, Consumer<String> told) {

  BestSoFar {
    all = List.copyOf(all);
  }

  /** By the metric of the first gate against the baseline; empty when there is no such gate. */
  static Optional<BestSoFar> by(List<Gate> gates, List<BaselineRecord> all, Consumer<String> told) {
    return gates.stream()
        .filter(gate -> gate.requirement() instanceof Requirement.AgainstBaseline)
        .map(Gate::metric)
        .filter(each -> !each.isResource())
        .findFirst()
        .map(metric -> new BestSoFar(metric, all, told));
  }

  /** Of certain rows: values of one metric on different rows say nothing of each other. */
  Optional<BaselineRecord> on(Digest data) {
    BaselineRecord best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (BaselineRecord record : all) {
      double gain = record.about().data().equals(data) ? gain(record) : Double.NaN;
      if (gain > most) {
        most = gain;
        best = record;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Of the rows that were evaluated last. */
  Optional<BaselineRecord> onTheLastRows() {
    return all.isEmpty() ? Optional.empty() : on(all.get(0).about().data());
  }

  private double gain(BaselineRecord record) {
    try {
      Measured measured =
          EvaluationFiles.read(record.files(), record.about().version(), "kept")
              .evaluation()
              .metrics()
              .get(metric.name());
      return measured == null ? Double.NaN : metric.direction().gain(measured.value());
    } catch (MlboxException e) {
      told.accept("a baseline is damaged and skipped: " + e.getMessage());
      return Double.NaN;
    }
  }
}
