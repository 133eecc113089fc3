package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.measure.Metric;
import org.jspecify.annotations.Nullable;

/** Holds an estimate against a number; the interval is shown, not judged. */
final class ConstantJudge {
  private final GateRules rules;

  ConstantJudge(GateRules rules) {
    this.rules = rules;
  }

  Part judge(Metric metric, double bound, Cut cut) {
    if (cut.isSlice() && cut.rows() < rules.minRows()) {
      return Part.tooSmall(cut.name(), cut.rows());
    }
    Measured measured = metric.measure(cut.candidate());
    String obstacle = measured.undefined();
    if (obstacle != null) {
      return Part.error(cut.name(), cut.rows(), obstacle);
    }
    Measured other = baseline(metric, cut);
    Comparison comparison = new Comparison(measured, other, bound, null);
    return new Part(cut.name(), cut.rows(), verdict(metric, measured, bound), comparison, null);
  }

  private static @Nullable Measured baseline(Metric metric, Cut cut) {
    if (cut.baseline() == null) {
      return null;
    }
    Measured measured = metric.measure(cut.baseline());
    return measured.isDefined() ? measured : null;
  }

  /** Plain: at the bound is good enough. */
  static Verdict verdict(Metric metric, Measured measured, double bound) {
    return metric.direction().gain(measured.value() - bound) >= 0 ? Verdict.PASS : Verdict.FAIL;
  }
}
