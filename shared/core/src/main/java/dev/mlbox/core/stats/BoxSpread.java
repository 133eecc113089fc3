package dev.mlbox.core.stats;

/**
 * How much units that should be alike differ in their event rates, beyond chance, and how far one
 * more unit may therefore lie above them without being of another kind.
 *
 * <p>Whether they differ at all is Pearson's test of homogeneity at 5 %. If so, the variance of
 * their log rates, less what chance gives, is moderated towards that of units known to vary by 30 %
 * (Smyth, 2004, Linear models and empirical Bayes methods, SAGMB 3:3, with 4 prior degrees of
 * freedom), and the 99 % prediction bound of one more unit is Student's. With units that do not
 * differ the bound is 1: nothing is excused.
 */
public final class BoxSpread {
  private static final double LEVEL = 0.95;
  private static final double TYPICAL = 0.3;
  private static final int PRIOR_DEGREES = 4;
  private static final double CONFIDENCE = 0.99;

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
    double allEvents = 0;
    double allTrials = 0;
    for (int i = 0; i < events.length; i++) {
      if (trials[i] > 0) {
        units++;
        allEvents += events[i];
        allTrials += trials[i];
      }
    }
    if (units < 2 || allEvents == 0 || allEvents == allTrials) {
      return 1;
    }
    double rate = allEvents / allTrials;
    double squares = 0;
    for (int i = 0; i < events.length; i++) {
      if (trials[i] > 0) {
        double expected = trials[i] * rate;
        squares += (events[i] - expected) * (events[i] - expected) / (expected * (1 - rate));
      }
    }
    return squares <= ChiSquared.quantile(LEVEL, units - 1)
        ? 1
        : Math.exp(bound(variance(events, trials, units), units));
  }

  /** Of the log rates, less what is due to few events; half an event is added to each. */
  private static double variance(long[] events, long[] trials, int units) {
    double sum = 0;
    double squares = 0;
    double chance = 0;
    for (int i = 0; i < events.length; i++) {
      if (trials[i] > 0) {
        double log = Math.log((events[i] + 0.5) / (trials[i] + 1.0));
        sum += log;
        squares += log * log;
        chance += 1 / (events[i] + 0.5);
      }
    }
    double raw = (squares - sum * sum / units) / (units - 1);
    return Math.max(0, raw - chance / units);
  }

  private static double bound(double variance, int units) {
    int degrees = PRIOR_DEGREES + units - 1;
    double moderated = (PRIOR_DEGREES * TYPICAL * TYPICAL + (units - 1) * variance) / degrees;
    double t = StudentT.twoSided(2 * CONFIDENCE - 1, degrees);
    return t * Math.sqrt(moderated * (1 + 1.0 / units));
  }
}
