package dev.mlbox.bench.judge;

/**
 * A service on which versions are tried.
 *
 * @param name for the table
 * @param perMinute requests, on average
 * @param bad the stable version's share of bad answers, on average
 * @param weather how both move
 * @param stablePods how many serve the stable version
 * @param podVariation coefficient of variation of the bad share from pod to pod
 */
record Setting(
    String name,
    double perMinute,
    double bad,
    Weather weather,
    int stablePods,
    double podVariation) {

  /** What happens to both arms alike. */
  enum Weather {
    /** Nothing. */
    STEADY,
    /** Traffic and bad answers go up and down by a factor of 3 within the rollout. */
    DAY,
    /** One minute in ten has ten times as many bad answers. */
    BURSTS
  }
}
