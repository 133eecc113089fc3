package dev.mlbox.core.gate;

import dev.mlbox.core.gate.Requirement.AgainstBaseline;
import dev.mlbox.core.gate.Requirement.Constant;
import dev.mlbox.core.measure.Direction;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.problem.Problem;
import java.util.stream.DoubleStream;

/**
 * Whether a requirement can tell two models apart at all: {@code accuracy >= baseline - 2} lets
 * everything pass, as no accuracy is so much below another.
 */
record Reach(Metric metric, Requirement requirement) {
  /** Stands for infinity, so that bounds can be reckoned with. */
  private static final double FAR = 1e300;

  /** Whether some model would meet the requirement and some other would not. */
  boolean decides() {
    return !alwaysMet() && !neverMet();
  }

  private boolean alwaysMet() {
    return metric.direction() == Direction.HIGHER
        ? bounds().max().orElseThrow() <= metric.least()
        : bounds().min().orElseThrow() >= metric.most();
  }

  /** A number is met at the metric's end; a difference as large as its range is never proven. */
  private boolean neverMet() {
    double nearest =
        metric.direction() == Direction.HIGHER
            ? bounds().min().orElseThrow() - metric.most()
            : metric.least() - bounds().max().orElseThrow();
    return requirement instanceof Constant ? nearest > 0 : nearest >= 0;
  }

  /** The bound for every baseline there can be; it is linear on both sides of 0. */
  private DoubleStream bounds() {
    if (requirement instanceof Constant constant) {
      return DoubleStream.of(constant.bound());
    }
    double least = Math.max(-FAR, metric.least());
    double most = Math.min(FAR, metric.most());
    return DoubleStream.of(least, Math.max(least, Math.min(0, most)), most)
        .map(((AgainstBaseline) requirement)::boundFor);
  }

  /**
   * What to say of a gate that decides nothing.
   *
   * @param text the gate's
   */
  Problem problem(String text) {
    return Problem.of(
            "gate `%s` can never %s: %s %s"
                .formatted(text, alwaysMet() ? "fail" : "pass", metric.name(), range()))
        .expected(expected());
  }

  /** Whether a hundredth of its number decides something, as if points or percent were meant. */
  boolean decidesInPoints() {
    return Double.isFinite(metric.most()) && scaled().decides();
  }

  private String range() {
    if (Double.isInfinite(metric.least())) {
      return "is never above " + Figures.value(metric.most());
    }
    return Double.isInfinite(metric.most())
        ? "is never below " + Figures.value(metric.least())
        : "is between %s and %s"
            .formatted(Figures.value(metric.least()), Figures.value(metric.most()));
  }

  private String expected() {
    if (requirement instanceof AgainstBaseline against && against.offset() != 0) {
      return against.percent()
          ? "less than 100 %, which is of the baseline's value"
          : "a difference below " + Figures.value(metric.most() - metric.least());
    }
    return "a bound that one model meets and another does not";
  }

  private Reach scaled() {
    return new Reach(
        metric,
        requirement instanceof AgainstBaseline against
            ? new AgainstBaseline(against.factor(), against.offset() / 100, false)
            : new Constant(((Constant) requirement).bound() / 100));
  }

  /** Its number as points or percent. */
  String points() {
    double size =
        requirement instanceof AgainstBaseline against
            ? Math.abs(against.offset())
            : Math.abs(((Constant) requirement).bound());
    String number = Figures.value(size);
    return requirement instanceof AgainstBaseline
        ? number + (size == 1 ? " point" : " points")
        : number + " %";
  }
}
