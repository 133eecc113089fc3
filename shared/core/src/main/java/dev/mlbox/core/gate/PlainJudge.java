package dev.mlbox.core.gate;

import dev.mlbox.core.gate.Requirement.AgainstBaseline;
import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.measure.Metric;
import java.util.Optional;

/** Compares a candidate's number with its baseline's, chance included: {@code confidence: none}. */
final class PlainJudge {
  private final GateRules rules;

  PlainJudge(GateRules rules) {
    this.rules = rules;
  }

  Part judge(Metric metric, AgainstBaseline requirement, Cut cut) {
    Answers baseline = cut.baseline();
    if (cut.isSlice() && cut.rows() < rules.minRows()) {
      return Part.tooSmall(cut.name(), cut.rows());
    }
    if (baseline == null) {
      return Part.error(cut.name(), cut.rows(), "the baseline has no answers");
    }
    Optional<String> obstacle =
        metric
            .valueObstacle(cut.candidate())
            .or(() -> metric.valueObstacle(baseline).map("of the baseline: "::concat));
    if (obstacle.isPresent()) {
      return Part.error(cut.name(), cut.rows(), obstacle.get());
    }
    Measured measured = cut.measure(metric, cut.candidate());
    Measured other = cut.measure(metric, baseline);
    String senseless = requirement.obstacle(other.value());
    if (senseless != null) {
      return Part.error(cut.name(), cut.rows(), senseless);
    }
    double bound = requirement.boundFor(other.value());
    return new Part(
        cut.name(),
        cut.rows(),
        ConstantJudge.verdict(metric, measured.value(), bound),
        new Comparison(measured, other, bound, null, null),
        null);
  }
}
