package dev.mlbox.core.stats;

import java.util.function.IntToDoubleFunction;

/**
 * Log-likelihood ratios at the points of a prior with equal weights; their average is a
 * supermartingale of the null hypothesis because each of them is one. Immutable.
 */
final class PriorEvidence {
  /** Points of every prior of this package; stated so that results can be reproduced. */
  static final int POINTS = 48;

  /** The point nearest to the bound of the null hypothesis, as a factor of it or a divisor. */
  static final double NEAREST = 1.05;

  /** The point farthest from it. */
  static final double FARTHEST = 64;

  private final double[] logLikelihoods;

  private PriorEvidence(double[] logLikelihoods) {
    this.logLikelihoods = logLikelihoods;
  }

  static PriorEvidence none() {
    return new PriorEvidence(new double[POINTS]);
  }

  /** The part of {@code state} that starts at {@code offset}. */
  static PriorEvidence restored(double[] state, int offset) {
    return none().plus(i -> state[offset + i]);
  }

  /** Natural logarithms of the points, evenly spaced from {@code ln from} to {@code ln to}. */
  static double[] logPoints(double from, double to) {
    double[] points = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      points[i] = Math.log(from) + i * Math.log(to / from) / (POINTS - 1);
    }
    return points;
  }

  PriorEvidence plus(IntToDoubleFunction increment) {
    double[] sum = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      sum[i] = logLikelihoods[i] + increment.applyAsDouble(i);
    }
    return new PriorEvidence(sum);
  }

  PriorEvidence and(PriorEvidence later) {
    return plus(i -> later.logLikelihoods[i]);
  }

  double logE() {
    return LogSumExp.mean(logLikelihoods);
  }

  void copyInto(double[] state, int offset) {
    System.arraycopy(logLikelihoods, 0, state, offset, POINTS);
  }
}
