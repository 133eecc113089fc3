package dev.mlbox.core.judge;

import java.util.List;

/** What a log says of a canary most of whose answers came far too late: the rail of slowness. */
final class MostLate {
  /** Natural logarithm of its evidence. */
  static final double LOG_WORSE = -Math.log(TotalSlowness.LEVEL);

  private MostLate() {}

  /**
   * Why it speaks against the canary, in words; empty where it does not.
   *
   * @param criterion one about slowness, whose ratio and floor hold here as well; others are not
   *     concerned
   */
  static String of(Criterion criterion, List<LiveBatch> log) {
    if (criterion.kind() != Criterion.Kind.SLOW) {
      return "";
    }
    return LiveBatch.of(SlownessLedger.SIGNAL, log).stream()
        .filter(batch -> isWorse(criterion, batch.canary(), batch.stable()))
        .reduce((first, second) -> second)
        .map(batch -> words(batch.canary(), batch.stable()))
        .orElse("");
  }

  private static boolean isWorse(Criterion criterion, ArmOutcome canary, ArmOutcome stable) {
    Double floor = criterion.floor();
    double share = share(canary);
    return share > criterion.ratio() * share(stable) && (floor == null || share > floor);
  }

  private static double share(ArmOutcome arm) {
    return arm.timed() == 0 ? 0 : (double) arm.slow() / arm.timed();
  }

  private static String words(ArmOutcome canary, ArmOutcome stable) {
    return "of late, %,d of %,d answers of the canary took more than %d times what is slow, and %,d of %,d of the stable version's"
        .formatted(canary.slow(), canary.timed(), SlowLimit.FAR, stable.slow(), stable.timed());
  }
}
