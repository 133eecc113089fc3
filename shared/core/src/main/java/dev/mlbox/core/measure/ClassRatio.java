package dev.mlbox.core.measure;

/**
 * A ratio of counts of one class, c·right/(a·actual + p·predicted + r·right), with its derivatives;
 * 0 where the denominator is, as scikit-learn's {@code zero_division} has it.
 */
enum ClassRatio {
  RECALL(1, 1, 0, 0),
  PRECISION(1, 0, 1, 0),
  F1(2, 1, 1, 0),
  /** Rows of the class that are predicted as such, of those that are either. */
  JACCARD(1, 1, 1, -1);

  private final double factor;
  private final double ofActual;
  private final double ofPredicted;
  private final double ofRight;

  ClassRatio(double factor, double ofActual, double ofPredicted, double ofRight) {
    this.factor = factor;
    this.ofActual = ofActual;
    this.ofPredicted = ofPredicted;
    this.ofRight = ofRight;
  }

  /** The ratio for given counts. */
  double value(double right, double actual, double predicted) {
    double denominator = ofActual * actual + ofPredicted * predicted + ofRight * right;
    return denominator == 0 ? 0 : factor * right / denominator;
  }

  double value(Confusion counts, int code) {
    return value(counts.right()[code], counts.actual()[code], counts.predicted()[code]);
  }

  /**
   * How the ratio of three counts grows when they do.
   *
   * @param more what is added to each of them
   */
  double growth(double[] counts, double[] more) {
    double denominator = ofActual * counts[1] + ofPredicted * counts[2] + ofRight * counts[0];
    if (denominator == 0) {
      return 0;
    }
    double below = ofActual * more[1] + ofPredicted * more[2] + ofRight * more[0];
    return (factor * more[0] - factor * counts[0] / denominator * below) / denominator;
  }

  double value(double[] counts) {
    return value(counts[0], counts[1], counts[2]);
  }

  /** What one more row of weight 1 adds: a true {@code truth} that was called {@code said}. */
  double gain(Confusion counts, int code, int truth, int said) {
    double right = counts.right()[code];
    double denominator =
        ofActual * counts.actual()[code] + ofPredicted * counts.predicted()[code] + ofRight * right;
    if (denominator == 0 || (truth != code && said != code)) {
      return 0;
    }
    double hit = truth == code && said == code ? 1 : 0;
    double below =
        (truth == code ? ofActual : 0) + (said == code ? ofPredicted : 0) + ofRight * hit;
    return (factor * hit - factor * right / denominator * below) / denominator;
  }
}
