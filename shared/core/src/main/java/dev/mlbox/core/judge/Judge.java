package dev.mlbox.core.judge;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.stats.ConditionalShareTest;
import dev.mlbox.core.stats.LogSumExp;
import dev.mlbox.core.stats.OneSampleRateTest;
import dev.mlbox.core.stats.RestartMixture;
import dev.mlbox.core.stats.SplitAlarm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Live counts of both arms → evidence → verdict, at any moment and as often as one likes: the
 * probability that an equal canary is ever called worse stays below {@code falseRevert} (Ville's
 * inequality; the tests are those of {@link ConditionalShareTest} and {@link OneSampleRateTest}).
 * Pure: the same log gives the same verdict, so a rollout can be resumed and replayed.
 *
 * @param criteria what counts as worse
 * @param falseRevert α, shared equally by the criteria
 * @param steps how many steps the canary has
 */
public record Judge(List<Criterion> criteria, double falseRevert, int steps) {
  /** β: the probability that a worse canary is ever called not worse. */
  static final double FALSE_PASS = 0.05;

  private static final double SPLIT_LEVEL = 0.001;

  public Judge {
    criteria = List.copyOf(criteria);
    if (!(falseRevert > 0 && falseRevert < 1)) {
      throw new IllegalArgumentException("falseRevert is between 0 and 1, not " + falseRevert);
    }
  }

  /** What a log of batches, in the order of time, says; each request was drawn for itself. */
  public Assessment assess(List<LiveBatch> log) {
    return assess(log, false);
  }

  /**
   * What a log of batches, in the order of time, says.
   *
   * @param sticky whether users were drawn, not requests: busy users then make the share of
   *     requests another one than the weight, so that the observed share is taken, and no alarm is
   *     raised
   */
  public Assessment assess(List<LiveBatch> log, boolean sticky) {
    boolean splitIsOff = !sticky && splitAlarm(log) >= Math.log(1 / SPLIT_LEVEL);
    List<LiveBatch> used = splitIsOff || sticky ? log.stream().map(Judge::observed).toList() : log;
    return new Assessment(
        criteria.stream().map(criterion -> assess(criterion, used)).toList(), splitIsOff);
  }

  private Evidence assess(Criterion criterion, List<LiveBatch> log) {
    boolean shadowed = log.stream().anyMatch(batch -> batch.step() == LiveBatch.SHADOW);
    Pair pair = Pair.of(criterion, shadowed ? steps + 1 : steps);
    int step = LiveBatch.SHADOW - 1;
    long minute = -1;
    for (LiveBatch batch : log) {
      if (batch.step() > step) {
        step = batch.step();
        pair = pair.startStep();
      } else if (batch.minute() > minute) {
        pair = pair.startMinute();
      }
      minute = batch.minute();
      pair = pair.plus(criterion.kind(), batch);
    }
    double worseNeeded = Math.log(criteria.size() / falseRevert);
    double notWorseNeeded = Math.log(1 / FALSE_PASS);
    double worse = pair.logWorse();
    double notWorse = pair.logNotWorse();
    Verdict verdict =
        worse >= worseNeeded
            ? Verdict.FAIL
            : notWorse >= notWorseNeeded ? Verdict.PASS : Verdict.INCONCLUSIVE;
    return new Evidence(
        criterion,
        verdict,
        worse,
        worseNeeded,
        notWorse,
        notWorseNeeded,
        log.stream().map(LiveBatch::stable).reduce(ArmOutcome.NONE, ArmOutcome::plus),
        log.stream().map(LiveBatch::canary).reduce(ArmOutcome.NONE, ArmOutcome::plus));
  }

  private static double splitAlarm(List<LiveBatch> log) {
    double sum = 0;
    for (double share : log.stream().mapToDouble(LiveBatch::share).distinct().sorted().toArray()) {
      if (share > 0 && share < 1) {
        long canary = 0;
        long stable = 0;
        for (LiveBatch batch : log) {
          if (batch.share() == share && batch.step() != LiveBatch.SHADOW) {
            canary += batch.canary().requests();
            stable += batch.stable().requests();
          }
        }
        sum += SplitAlarm.of(share).logE(canary, stable);
      }
    }
    return sum;
  }

  private static LiveBatch observed(LiveBatch batch) {
    if (batch.step() == LiveBatch.SHADOW) {
      return batch;
    }
    double all = batch.canary().requests() + batch.stable().requests();
    double share = all == 0 ? batch.share() : batch.canary().requests() / all;
    return new LiveBatch(batch.minute(), batch.step(), share, batch.stable(), batch.canary());
  }

  /**
   * The ratio's evidence and the floor's, side by side.
   *
   * @param ratio mixture over starts, for "worse"
   * @param whole from the beginning, for "not worse"
   * @param floor mixture over starts, for "above the floor"; null without one
   * @param wholeFloor from the beginning, for "below the floor"; null without one
   */
  private record Pair(
      RestartMixture<ConditionalShareTest> ratio,
      ConditionalShareTest whole,
      @Nullable RestartMixture<OneSampleRateTest> floor,
      @Nullable OneSampleRateTest wholeFloor) {

    static Pair of(Criterion criterion, int steps) {
      ConditionalShareTest test = ConditionalShareTest.against(criterion.ratio());
      Double level = criterion.floor();
      OneSampleRateTest rate = level == null ? null : OneSampleRateTest.against(level);
      return new Pair(
          RestartMixture.of(test, steps),
          test,
          rate == null ? null : RestartMixture.of(rate, steps),
          rate);
    }

    Pair startStep() {
      return new Pair(
          ratio.startStep(), whole, floor == null ? null : floor.startStep(), wholeFloor);
    }

    Pair startMinute() {
      return new Pair(
          ratio.startMinute(), whole, floor == null ? null : floor.startMinute(), wholeFloor);
    }

    Pair plus(Criterion.Kind kind, LiveBatch batch) {
      ArmOutcome canary = batch.canary();
      ConditionalShareTest seen =
          ConditionalShareTest.against(whole.ratio())
              .plus(batch.share(), canary.bad(kind), batch.stable().bad(kind));
      RestartMixture<OneSampleRateTest> floorAfter = floor;
      OneSampleRateTest wholeAfter = wholeFloor;
      if (floor != null && wholeFloor != null) {
        OneSampleRateTest rate =
            OneSampleRateTest.against(wholeFloor.floor()).plus(canary.seen(kind), canary.bad(kind));
        floorAfter = floor.plus(each -> each.and(rate));
        wholeAfter = wholeFloor.and(rate);
      }
      return new Pair(ratio.plus(each -> each.and(seen)), whole.and(seen), floorAfter, wholeAfter);
    }

    /** Both nulls have to fall (intersection-union), so the smaller evidence counts. */
    double logWorse() {
      double ratioWorse = ratio.logE(ConditionalShareTest::logEWorse);
      return floor == null
          ? ratioWorse
          : Math.min(ratioWorse, floor.logE(OneSampleRateTest::logEAbove));
    }

    /** Either suffices: not above the ratio, or below the floor. */
    double logNotWorse() {
      return wholeFloor == null
          ? whole.logENotWorse()
          : LogSumExp.mean(whole.logENotWorse(), wholeFloor.logEBelow());
    }
  }
}
