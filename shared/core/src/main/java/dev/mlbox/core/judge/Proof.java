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
  private final boolean byUsers;
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

    Side<T> startStep(long minutes) {
      return new Side<>(starts.passMinutes(minutes).startStep(), whole);
    }

    Side<T> startMinute(long minutes) {
      return new Side<>(starts.startMinute(minutes), whole);
    }

    Side<T> plus(java.util.function.UnaryOperator<T> batch) {
      return new Side<>(starts.plus(batch), batch.apply(whole));
    }
  }

  private Proof(
      Criterion criterion,
      boolean byUsers,
      int step,
      long minute,
      @Nullable Side<ConditionalShareTest> ratio,
      @Nullable Side<OneSampleRateTest> floor) {
    this.criterion = criterion;
    this.byUsers = byUsers;
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
    return of(criterion, steps, false);
  }

  /** The same where the ratio is one of users, and only the floor one of requests. */
  static Proof byUsers(Criterion criterion, int steps) {
    return of(criterion, steps, true);
  }

  private static Proof of(Criterion criterion, int steps, boolean byUsers) {
    Double level = criterion.floor();
    return new Proof(
        criterion,
        byUsers,
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
    long passed = minute < 0 ? 0 : Math.max(0, batch.minute() - minute);
    if (stepStarts) {
      share = share == null ? null : share.startStep(passed);
      rate = rate == null ? null : rate.startStep(passed);
    } else if (passed > 0) {
      share = share == null ? null : share.startMinute(passed);
      rate = rate == null ? null : rate.startMinute(passed);
    }
    long bad = batch.canary().bad(criterion.kind());
    boolean ofUsers = batch.signal().equals(UserLedger.SIGNAL);
    if (share != null && ofUsers == byUsers) {
      ConditionalShareTest fresh =
          ConditionalShareTest.against(share.whole().ratio())
              .plus(batch.share(), bad, batch.stable().bad(criterion.kind()));
      share = share.plus(each -> each.and(fresh));
    }
    if (rate != null && !ofUsers) {
      // A stall makes arms differ by chance, but a share be what it is.
      long seen = batch.canary().allSeen(criterion.kind());
      long allBad = Math.min(batch.canary().allBad(criterion.kind()), seen);
      OneSampleRateTest fresh = OneSampleRateTest.against(rate.whole().floor()).plus(seen, allBad);
      rate = rate.plus(each -> each.and(fresh));
    }
    return new Proof(
        criterion,
        byUsers,
        Math.max(step, batch.step()),
        Math.max(minute, batch.minute()),
        share,
        rate);
  }

  /** Both nulls have to fall (intersection-union), so the smaller evidence counts. */
  public double logWorse() {
    if (ratio == null && floor == null) {
      return 0;
    }
    double worse = ratio == null ? Double.POSITIVE_INFINITY : logWorseByRatio(ratio);
    return floor == null ? worse : Math.min(worse, logWorseByFloor(floor));
  }

  /** Each by itself. */
  Evidence.Sides sides() {
    return new Evidence.Sides(
        ratio == null ? null : Double.valueOf(logWorseByRatio(ratio)),
        floor == null ? null : Double.valueOf(logWorseByFloor(floor)));
  }

  private static double logWorseByRatio(Side<ConditionalShareTest> side) {
    return side.starts().logE(ConditionalShareTest::logEWorse);
  }

  private static double logWorseByFloor(Side<OneSampleRateTest> side) {
    return side.starts().logE(OneSampleRateTest::logEAbove);
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
