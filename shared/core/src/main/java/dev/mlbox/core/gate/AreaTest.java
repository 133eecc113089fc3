package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.stats.AreaDifference;
import dev.mlbox.core.stats.Influence;
import dev.mlbox.core.stats.Interval;
import java.util.Map;

/**
 * Areas under ROC curves with few rows out of order.
 *
 * @param areas both, and how they belong together
 * @param rowVariance by DeLong
 */
record AreaTest(AreaDifference areas, double rowVariance) implements PairedTest {
  /** Fewer rows of the rarer class than this, times their distance from order, are few. */
  private static final double FEW = 30;

  /** Whether DeLong's variance would rest on few rows. */
  static boolean isOfFew(Pairing pairing) {
    Answers answers = pairing.candidate();
    double rarer = Math.min(answers.positives(), answers.negatives());
    double candidate = room(pairing.metric().value(answers));
    double baseline = room(pairing.metric().value(pairing.baseline()));
    return rarer * Math.min(candidate, baseline) < FEW;
  }

  /**
   * With DeLong's correlation.
   *
   * @param paired the variance of the difference
   */
  static AreaTest of(Pairing pairing, Influence paired) {
    Answers answers = pairing.candidate();
    double[] first = pairing.metric().influence(answers);
    double[] second = pairing.metric().influence(pairing.baseline());
    AreaDifference areas =
        new AreaDifference(
            pairing.metric().value(answers),
            pairing.metric().value(pairing.baseline()),
            pairing.slope(),
            answers.positives(),
            answers.negatives(),
            correlation(first, second));
    return new AreaTest(areas, paired.variance() * paired.units());
  }

  /** Of two series with a mean of 0; 0 where one of them does not vary. */
  private static double correlation(double[] first, double[] second) {
    double both = 0;
    double squares = 0;
    double others = 0;
    for (int row = 0; row < first.length; row++) {
      both += first[row] * second[row];
      squares += first[row] * first[row];
      others += second[row] * second[row];
    }
    double errors = Math.sqrt(squares * others);
    return errors == 0 ? 0 : Math.max(-1, Math.min(1, both / errors));
  }

  private static double room(double area) {
    return Math.min(area, 1 - area);
  }

  @Override
  public double gain() {
    return areas.value();
  }

  @Override
  public Interval interval(double confidence) {
    return areas.interval(confidence);
  }

  @Override
  public double pWorse(double margin) {
    return pByInterval(margin);
  }

  @Override
  public String method() {
    return "Newcombe's intervals with DeLong's correlation";
  }

  @Override
  public Map<String, Double> statistics() {
    return Map.of(
        "area", areas.first(),
        "area_of_baseline", areas.second(),
        "positives", areas.positives(),
        "negatives", areas.negatives(),
        "correlation", areas.correlation());
  }
}
