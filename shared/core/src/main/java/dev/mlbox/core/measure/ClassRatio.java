package dev.mlbox.core.measure;

/**
 * A ratio of counts of one class, c·right/(a·actual + p·predicted), with its derivatives; 0 where
 * the denominator is, as scikit-learn's {@code zero_division} has it.
 */
enum ClassRatio {
  RECALL(1, 1, 0),
  PRECISION(1, 0, 1),
  F1(2, 1, 1);

  private final double ofRight;
  private final double ofActual;
  private final double ofPredicted;

  ClassRatio(double ofRight, double ofActual, double ofPredicted) {
    this.ofRight = ofRight;
    this.ofActual = ofActual;
    this.ofPredicted = ofPredicted;
  }

  private double denominator(Confusion counts, int code) {
    return ofActual * counts.actual()[code] + ofPredicted * counts.predicted()[code];
  }

  double value(Confusion counts, int code) {
    double denominator = denominator(counts, code);
    return denominator == 0 ? 0 : ofRight * counts.right()[code] / denominator;
  }

  /** What one more row of weight 1 adds: a true {@code truth} that was called {@code said}. */
  double gain(Confusion counts, int code, int truth, int said) {
    double denominator = denominator(counts, code);
    if (denominator == 0 || (truth != code && said != code)) {
      return 0;
    }
    double more = truth == code && said == code ? ofRight : 0;
    double below = (truth == code ? ofActual : 0) + (said == code ? ofPredicted : 0);
    return (more - value(counts, code) * below) / denominator;
  }
}
