package dev.mlbox.bench.judge;

import java.util.SplittableRandom;

/** Counts drawn from their distributions, so that an hour of requests costs some thousand draws. */
final class Draws {
  private static final double MANY = 30;

  private final SplittableRandom random;

  Draws(long seed) {
    this.random = new SplittableRandom(seed);
  }

  double uniform() {
    return random.nextDouble();
  }

  double gaussian() {
    return random.nextGaussian();
  }

  /** Knuth's product for small means, the normal approximation for large ones. */
  long poisson(double mean) {
    if (mean > MANY) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * gaussian()));
    }
    double limit = Math.exp(-mean);
    long count = -1;
    for (double product = 1; product > limit; count++) {
      product *= uniform();
    }
    return Math.max(0, count);
  }

  /** By inversion (Kachitvichyanukul and Schmeiser 1988, BINV) for few, else normal. */
  long binomial(long trials, double share) {
    if (trials == 0 || share <= 0) {
      return 0;
    }
    if (share >= 1) {
      return trials;
    }
    if (share > 0.5) {
      return trials - binomial(trials, 1 - share);
    }
    if (trials * share > MANY) {
      double drawn = trials * share + Math.sqrt(trials * share * (1 - share)) * gaussian();
      return Math.min(trials, Math.max(0, Math.round(drawn)));
    }
    double odds = share / (1 - share);
    double part = Math.exp(trials * Math.log1p(-share));
    double left = uniform();
    long count = 0;
    while (left > part && count < trials) {
      left -= part;
      count++;
      part *= odds * (trials - count + 1) / count;
    }
    return count;
  }
}
