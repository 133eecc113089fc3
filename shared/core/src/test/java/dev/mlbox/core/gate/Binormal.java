package dev.mlbox.core.gate;

import dev.mlbox.core.stats.Normal;
import java.util.Random;

/**
 * Scores of two models that are normal in either class, with the areas and the correlation that a
 * test wants.
 *
 * @param positives rows of class 1
 * @param negatives rows of class 0
 * @param area of the baseline
 * @param loss of the candidate
 */
record Binormal(int positives, int negatives, double area, double loss) {
  private static final double CORRELATION = 0.9;

  /** How far apart the classes are whose scores have such an area. */
  private static double distance(double area) {
    return Math.sqrt(2) * Normal.quantile(area);
  }

  /** In the same order, but from 0 to 1. */
  private static double share(double score) {
    return 1 / (1 + Math.exp(-score));
  }

  TwoModels sample(Random random) {
    int rows = positives + negatives;
    double[] candidate = new double[rows];
    double[] baseline = new double[rows];
    for (int row = 0; row < rows; row++) {
      double own = Math.sqrt(1 - CORRELATION * CORRELATION) * random.nextGaussian();
      double common = random.nextGaussian();
      baseline[row] = share(common + (row < positives ? distance(area) : 0));
      candidate[row] =
          share(CORRELATION * common + own + (row < positives ? distance(area - loss) : 0));
    }
    return TwoModels.scores(TwoModels.ones(positives, negatives), candidate, baseline);
  }
}
