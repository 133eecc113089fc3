package dev.mlbox.core.judge;

import dev.mlbox.core.stats.ConditionalShareTest;
import dev.mlbox.core.stats.LogSumExp;
import dev.mlbox.core.stats.OneSampleRateTest;
import dev.mlbox.core.stats.RestartMixture;
import org.jspecify.annotations.Nullable;

/**
 * The evidence for one criterion as far as the counts have come: the ratio's and the floor's, side
 * by side. Immutable, so that it can be kept from look to look.
 */
public final class Proof {
  private final Criterion criterion;
  private final int step;
  private final long minute;
  private final @Nullable Side<ConditionalShareTest> ratio;
  private final @Nullable Side<OneSampleRateTest> floor;

  /**
   * @param starts mixture over starts, for "worse"
   * @param whole from the beginning, for "not worse"
   */
  private record Side<T>(RestartMixture<T> starts, T whole) {
    static <T> Side<T> of(T fresh, int steps) {
      return new Side<>(RestartMixture.of(fresh, steps), fresh);
    }

    Side<T> startStep() {
      return new Side<>(starts.startStep(), whole);
    }

    Side<T> startMinute() {
      return new Side<>(starts.startMinute(), whole);
    }

    Side<T> plus(java.util.function.UnaryOperator<T> batch) {
      return new Side<>(starts.plus(batch), batch.apply(whole));
    }
  }

  private Proof(
      Criterion criterion,
      int step,
      long minute,
      @Nullable Side<ConditionalShareTest> ratio,
      @Nullable Side<OneSampleRateTest> floor) {
    this.criterion = criterion;
    this.step = step;
    this.minute = minute;
    this.ratio = ratio;
    this.floor = floor;
  }

  /**
   * Nothing seen yet.
   *
   * @param steps how many there may be, that of copies included
   */
  public static Proof of(Criterion criterion, int steps) {
    Double level = criterion.floor();
    return new Proof(
        criterion,
        LiveBatch.SHADOW - 1,
        -1,
        criterion.kind().compares()
            ? Side.of(ConditionalShareTest.against(criterion.ratio()), steps)
            : null,
        level == null ? null : Side.of(OneSampleRateTest.against(level), steps));
  }

  /** With one batch more; a later one than those before. */
  public Proof plus(LiveBatch batch) {
    Side<ConditionalShareTest> share = ratio;
    Side<OneSampleRateTest> rate = floor;
    boolean stepStarts = batch.step() > step;
    if (stepStarts || batch.minute() > minute) {
      share = share == null ? null : stepStarts ? share.startStep() : share.startMinute();
      rate = rate == null ? null : stepStarts ? rate.startStep() : rate.startMinute();
    }
    long bad = batch.canary().bad(criterion.kind());
    long seen = batch.canary().seen(criterion.kind());
    if (share != null) {
      ConditionalShareTest fresh =
          ConditionalShareTest.against(share.whole().ratio())
              .plus(batch.share(), bad, batch.stable().bad(criterion.kind()));
      share = share.plus(each -> each.and(fresh));
    }
    if (rate != null) {
      OneSampleRateTest fresh =
          OneSampleRateTest.against(rate.whole().floor()).plus(seen, Math.min(bad, seen));
      rate = rate.plus(each -> each.and(fresh));
    }
    return new Proof(criterion, Math.max(step, batch.step()), batch.minute(), share, rate);
  }

  /** Both nulls have to fall (intersection-union), so the smaller evidence counts. */
  public double logWorse() {
    double worse = Double.POSITIVE_INFINITY;
    if (ratio != null) {
      worse = ratio.starts().logE(ConditionalShareTest::logEWorse);
    }
    return floor == null
        ? worse
        : Math.min(worse, floor.starts().logE(OneSampleRateTest::logEAbove));
  }

  /** Either suffices: not above the ratio, or below the floor. */
  public double logNotWorse() {
    if (ratio == null) {
      return floor == null ? 0 : floor.whole().logEBelow();
    }
    double notWorse = ratio.whole().logENotWorse();
    return floor == null ? notWorse : LogSumExp.mean(notWorse, floor.whole().logEBelow());
  }
}
