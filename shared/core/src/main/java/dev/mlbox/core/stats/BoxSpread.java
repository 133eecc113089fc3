package dev.mlbox.core.stats;

/**
 * How much units that should be alike differ in their event rates, beyond chance, and how far one
 * more unit may therefore lie above them without being of another kind.
 *
 * <p>Two units that are near each other by chance say little: so it is weighed, by Bayes' rule with
 * odds of {@value #PRIOR_ODDS_AGAINST} to one against it beforehand, how probable it is that units
 * differ at all (normal log rates with unknown mean, as in DerSimonian and Laird 1986, with a
 * standard deviation of 0 against 15, 30 or 60 %). If they do, the variance of their log rates,
 * less what chance gives, is moderated towards that of units known to vary by 30 % (Smyth, 2004,
 * Linear models and empirical Bayes methods, SAGMB 3:3, with 4 prior degrees of freedom), and the
 * bound of one more unit is Student's. Both together leave 1 %: the less probable that units
 * differ, the nearer the bound, down to 1, at which nothing is excused.
 */
public final class BoxSpread {
  private static final int PRIOR_ODDS_AGAINST = 4;
  private static final double[] DEVIATIONS = {0.15, 0.3, 0.6};
  private static final double TYPICAL = 0.3;
  private static final int PRIOR_DEGREES = 4;
  private static final double LEFT = 0.01;

  private BoxSpread() {}

  /**
   * The ratio to the others' rate up to which one more unit is nothing unusual; at least 1.
   *
   * @param events of each unit
   * @param trials of each unit; units without any are passed over
   */
  public static double usualRatio(long[] events, long[] trials) {
    Require.that(events.length == trials.length, "as many events as trials", events.length);
    int units = 0;
    long allEvents = 0;
    long allTrials = 0;
    for (int i = 0; i < events.length; i++) {
      units += trials[i] > 0 ? 1 : 0;
      allEvents += trials[i] > 0 ? events[i] : 0;
      allTrials += trials[i];
    }
    if (units < 2 || allEvents == 0 || allEvents == allTrials) {
      return 1;
    }
    double[] log = new double[units];
    double[] chance = new double[units];
    int next = 0;
    for (int i = 0; i < events.length; i++) {
      if (trials[i] > 0) {
        // Half an event more, so that none has a logarithm too.
        log[next] = Math.log((events[i] + 0.5) / (trials[i] + 1.0));
        chance[next++] = 1 / (events[i] + 0.5);
      }
    }
    double tail = LEFT / differ(log, chance);
    return tail >= 0.5 ? 1 : Math.exp(bound(variance(log, chance), units, tail));
  }

  /** The probability that the units differ beyond chance. */
  private static double differ(double[] log, double[] chance) {
    double same = logLikelihood(log, chance, 0);
    double odds = 0;
    for (double deviation : DEVIATIONS) {
      odds += Math.exp(logLikelihood(log, chance, deviation) - same) / DEVIATIONS.length;
    }
    odds /= PRIOR_ODDS_AGAINST;
    return Double.isInfinite(odds) ? 1 : odds / (1 + odds);
  }

  /** Of normal log rates about an unknown mean, with a flat prior. */
  private static double logLikelihood(double[] log, double[] chance, double deviation) {
    double weights = 0;
    double sum = 0;
    double logs = 0;
    for (int i = 0; i < log.length; i++) {
      double weight = 1 / (chance[i] + deviation * deviation);
      weights += weight;
      sum += weight * log[i];
      logs += Math.log(weight);
    }
    double mean = sum / weights;
    double squares = 0;
    for (int i = 0; i < log.length; i++) {
      squares += (log[i] - mean) * (log[i] - mean) / (chance[i] + deviation * deviation);
    }
    return 0.5 * (logs - Math.log(weights) - squares);
  }

  /** Of the log rates, less what is due to few events. */
  private static double variance(double[] log, double[] chance) {
    double sum = 0;
    double squares = 0;
    double byChance = 0;
    for (int i = 0; i < log.length; i++) {
      sum += log[i];
      squares += log[i] * log[i];
      byChance += chance[i];
    }
    double raw = (squares - sum * sum / log.length) / (log.length - 1);
    return Math.max(0, raw - byChance / log.length);
  }

  private static double bound(double variance, int units, double tail) {
    int degrees = PRIOR_DEGREES + units - 1;
    double moderated = (PRIOR_DEGREES * TYPICAL * TYPICAL + (units - 1) * variance) / degrees;
    double t = StudentT.twoSided(1 - 2 * tail, degrees);
    return t * Math.sqrt(moderated * (1 + 1.0 / units));
  }
}
