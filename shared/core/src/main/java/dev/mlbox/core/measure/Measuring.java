package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Influence;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.Moments;
import dev.mlbox.core.stats.SkewedMean;
import java.util.Optional;

/**
 * A metric's value with its 95 % interval, by the cheapest way that tells them.
 *
 * @param range of the metric's values
 * @param formula of the metric
 * @param answers that have such a value
 */
record Measuring(Range range, Formula formula, Answers answers) {

  /** Value and interval. */
  Measured measured() {
    return own().or(() -> tally().map(this::byTable)).or(this::bySums).orElseGet(this::byInfluence);
  }

  /** The value, by kinds of rows or sums where these tell it. */
  double value() {
    return tally()
        .map(tally -> formula.value(tally.kinds(), tally.kinds().weights()))
        .or(() -> formula.moments(answers).map(Moments::mean))
        .orElseGet(() -> formula.value(answers, answers.weights()));
  }

  /** Empty where rows have to be looked at one by one. */
  private Optional<Tally> tally() {
    return formula.restsOnTable(answers.task()) ? answers.tally() : Optional.empty();
  }

  private Measured byTable(Tally tally) {
    Estimate estimate = formula.estimate(tally.kinds());
    return new Measured(
        estimate.value(), around(estimate.value(), tally.influence(estimate.influence())), null);
  }

  /** With the formula's own interval, where it has one. */
  private Optional<Measured> own() {
    Truth truth = answers.truth();
    if (truth.isWeighted() || truth.units().isGrouped() || formula.restsOnInfluence()) {
      return Optional.empty();
    }
    double value = value();
    return formula
        .interval(answers, value, Metric.CONFIDENCE)
        .map(interval -> new Measured(value, interval, null));
  }

  /** As by influence values, where sums over the rows tell as much of these. */
  private Optional<Measured> bySums() {
    if (!range.isOfLosses()) {
      return formula
          .brief(answers)
          .map(
              brief -> new Measured(brief.value(), around(brief.value(), brief.influence()), null));
    }
    return formula
        .moments(answers)
        .map(
            moments ->
                new Measured(
                    moments.mean(),
                    range.cut(SkewedMean.interval(moments.mean(), moments, Metric.CONFIDENCE)),
                    null));
  }

  private Measured byInfluence() {
    Estimate estimate = formula.estimate(answers);
    return new Measured(estimate.value(), interval(estimate), null);
  }

  /** Of independent rows, the skewness of losses and heavy tails are reckoned with too. */
  private Interval interval(Estimate estimate) {
    Units units = answers.truth().units();
    if (range.isOfLosses() && !units.isGrouped()) {
      return range.cut(
          SkewedMean.interval(estimate.value(), estimate.influence(), Metric.CONFIDENCE));
    }
    Influence widened =
        range == Range.AT_MOST_ONE && !units.isGrouped()
            ? Influence.widened(estimate.influence(), Metric.CONFIDENCE)
            : units.widened(estimate.influence(), Metric.CONFIDENCE);
    return around(estimate.value(), widened);
  }

  private Interval around(double value, Influence influence) {
    long trials = Math.max(1, Math.min(influence.units(), formula.trials(answers)));
    return range.around(value, influence, trials, Metric.CONFIDENCE);
  }
}
