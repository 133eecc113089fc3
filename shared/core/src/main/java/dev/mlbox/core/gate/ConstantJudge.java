package dev.mlbox.core.gate;

import dev.mlbox.core.measure.LiveMix;
import dev.mlbox.core.measure.LiveSpread;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Units;
import dev.mlbox.core.stats.Interval;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds an estimate against a number; the interval is shown, not judged. On the live mix slices
 * that have too few rows to be judged by themselves, and requests that no row is like, have no
 * estimate: there is a verdict if it is the same at both ends of what they may be.
 */
final class ConstantJudge {
  private final GateRules rules;

  ConstantJudge(GateRules rules) {
    this.rules = rules;
  }

  /**
   * One part.
   *
   * @param confident whether what the rows do not tell has to be reckoned with
   */
  Part judge(Metric metric, double bound, Cut cut, boolean confident) {
    if (cut.isSlice() && cut.rows() < rules.minRows()) {
      return Part.tooSmall(cut.name(), cut.rows());
    }
    Optional<String> obstacle = metric.numberObstacle(cut.candidate());
    if (obstacle.isPresent()) {
      return Part.error(cut.name(), cut.rows(), obstacle.get());
    }
    Measured measured = cut.measure(metric, cut.candidate());
    Measured other = baseline(metric, cut);
    Comparison comparison = new Comparison(measured, other, bound, null, null);
    Verdict verdict = verdict(metric, measured.value(), bound);
    Part part = new Part(cut.name(), cut.rows(), verdict, comparison, null);
    return cut.mix() == null || !confident ? part : mixed(metric, cut, cut.mix(), part);
  }

  private Part mixed(Metric metric, Cut cut, LiveMix mix, Part part) {
    Comparison comparison = Objects.requireNonNull(part.comparison());
    double value = comparison.candidate().value();
    double bound = comparison.required();
    Units units = cut.candidate().truth().units();
    Doubts doubts =
        new Doubts(
            LiveSpread.of(mix, metric, cut.candidate(), value),
            units.isGrouped() ? "groups of " + units.column() : "rows",
            1 - 2 * rules.alpha(),
            rules.minRows());
    Interval ends = doubts.ofThin(value);
    if (verdict(metric, ends.lower(), bound) == verdict(metric, ends.upper(), bound)) {
      return part;
    }
    Doubt doubt = doubts.most(doubts.thin(), Math.abs(value - bound), value >= bound);
    return new Part(
        part.name(), part.rows(), Verdict.INCONCLUSIVE, comparison.with(null, doubt), null);
  }

  private static @Nullable Measured baseline(Metric metric, Cut cut) {
    if (cut.baseline() == null) {
      return null;
    }
    Measured measured = cut.measure(metric, cut.baseline());
    return measured.isDefined() ? measured : null;
  }

  /** Plain: at the bound is good enough. */
  static Verdict verdict(Metric metric, double value, double bound) {
    return metric.direction().gain(value - bound) >= 0 ? Verdict.PASS : Verdict.FAIL;
  }
}
