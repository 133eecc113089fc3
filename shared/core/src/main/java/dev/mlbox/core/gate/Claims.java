package dev.mlbox.core.gate;

import dev.mlbox.core.gate.Requirement.AgainstBaseline;
import dev.mlbox.core.measure.Direction;
import dev.mlbox.core.measure.Metric;

/** What a gate claims about the population, as clauses of a sentence. */
final class Claims {
  private final Metric metric;
  private final AgainstBaseline requirement;

  Claims(Metric metric, AgainstBaseline requirement) {
    this.metric = metric;
    this.requirement = requirement;
  }

  private double margin() {
    return metric.direction().gain(-requirement.restOffset());
  }

  private String loss() {
    return metric.direction() == Direction.HIGHER ? "drop" : "rise";
  }

  private String gain() {
    return metric.direction() == Direction.HIGHER ? "rise" : "drop";
  }

  /** Whether the baseline itself is what the candidate is held against, but for a margin. */
  private boolean plain() {
    return requirement.factor() == 1 && !requirement.percent();
  }

  /** {@code a drop of more than 0.005}: what must not be. */
  private String event() {
    if (margin() > 0) {
      return "a %s of more than %s".formatted(loss(), Figures.value(margin()));
    }
    return plain()
        ? "a " + loss()
        : "a value " + (loss().equals("drop") ? "below" : "above") + " that";
  }

  /** {@code a rise of at least 0.01}: what must be. */
  private String wanted() {
    return "a %s of at least %s".formatted(gain(), Figures.value(-margin()));
  }

  /** The clause for a verdict, without numbers. */
  String of(Verdict verdict) {
    boolean asksForGain = margin() < 0;
    return switch (verdict) {
      case PASS -> asksForGain ? wanted() + " is proven" : event() + " is ruled out";
      case FAIL -> asksForGain ? wanted() + " is ruled out" : event() + " is proven";
      case INCONCLUSIVE ->
          asksForGain ? wanted() + " is not proven" : event() + " is not ruled out";
      case ERROR -> "it could not be compared";
    };
  }

  /** The clause of a FAIL inside the margin. */
  String ofStrict() {
    return "a %s is proven, and strict tolerates none".formatted(loss());
  }

  /** Whether the loss, though proven, is not proven to exceed the margin. */
  boolean isStrictOnly(Difference difference) {
    double best =
        metric.direction() == Direction.HIGHER
            ? difference.bounds().upper()
            : -difference.bounds().lower();
    return margin() > 0 && best >= -margin();
  }

  /** {@code the baseline's 0.7389}, with what it is multiplied by. */
  String against(double baseline) {
    String value = "the baseline's " + Figures.value(baseline);
    return plain()
        ? value
        : "%s × %s".formatted(Figures.value(requirement.slopeFor(baseline)), value);
  }
}
