package dev.mlbox.core.gate;

import dev.mlbox.core.gate.Requirement.AgainstBaseline;
import dev.mlbox.core.gate.Requirement.Constant;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.measure.Metric;
import org.jspecify.annotations.Nullable;

/** Time and bytes: a plain comparison of two numbers, as there are no rows to pair. */
final class ResourceJudge {
  private final Metric metric;
  private final Evaluation candidate;
  private final @Nullable Evaluation baseline;

  ResourceJudge(Metric metric, Evaluation candidate, @Nullable Evaluation baseline) {
    this.metric = metric;
    this.candidate = candidate;
    this.baseline = baseline;
  }

  Part judge(Requirement requirement) {
    Measured measured = candidate.metrics().get(metric.name());
    if (measured == null || !measured.isDefined()) {
      return Part.error("", candidate.subject().rows(), "it was not measured");
    }
    Measured other = baseline == null ? null : baseline.metrics().get(metric.name());
    if (requirement instanceof Constant constant) {
      return part(measured, other, constant.bound());
    }
    if (other == null || !other.isDefined()) {
      return Part.error("", candidate.subject().rows(), "it was not measured of the baseline");
    }
    return part(measured, other, ((AgainstBaseline) requirement).boundFor(other.value()));
  }

  private Part part(Measured measured, @Nullable Measured other, double bound) {
    Verdict verdict = ConstantJudge.verdict(metric, measured.value(), bound);
    Comparison comparison = new Comparison(measured, other, bound, null, null);
    return new Part("", candidate.subject().rows(), verdict, comparison, null);
  }
}
