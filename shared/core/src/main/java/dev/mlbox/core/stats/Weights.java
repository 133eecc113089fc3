package dev.mlbox.core.stats;

/** Arithmetic of weights. */
final class Weights {
  private Weights() {}

  static double sum(double[] weights) {
    double sum = 0;
    for (double each : weights) {
      sum += each;
    }
    return sum;
  }

  /** In proportion to these, with the sum 1. */
  static double[] normed(double[] weights) {
    double sum = sum(weights);
    double[] normed = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      normed[i] = weights[i] / sum;
    }
    return normed;
  }

  /** In inverse proportion to variances above 0, with the sum 1. */
  static double[] inverse(double[] variances) {
    double[] weights = new double[variances.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1 / variances[i];
    }
    return normed(weights);
  }
}
