package dev.mlbox.bench.judge;

/**
 * What both arms were given and answered badly in a stretch of time.
 *
 * @param canary requests
 * @param canaryBad of these
 * @param stable requests
 * @param stableBad of these
 */
record Counts(long canary, long canaryBad, long stable, long stableBad) {
  static final Counts NONE = new Counts(0, 0, 0, 0);

  Counts plus(Counts other) {
    return new Counts(
        canary + other.canary,
        canaryBad + other.canaryBad,
        stable + other.stable,
        stableBad + other.stableBad);
  }
}
