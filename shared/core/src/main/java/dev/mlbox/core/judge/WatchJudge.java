package dev.mlbox.core.judge;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.stats.BinomialInterval;
import dev.mlbox.core.stats.OneSampleRateTest;
import dev.mlbox.core.stats.RestartMixture;
import java.util.List;

/**
 * Judges a promoted version that serves everything, so that there is no other arm to compare with.
 * The bar of each criterion is its ratio times what the old version is known to have had at most
 * (upper 99 % bound from the canary's time), and at least its floor; the test is the one-sample one
 * with restarts, so the bound on false reverts holds however often it is looked at.
 *
 * @param criteria what counts as worse
 * @param falseRevert α, shared equally by the criteria
 * @param before the old version's totals while the canary ran
 */
public record WatchJudge(List<Criterion> criteria, double falseRevert, ArmOutcome before) {
  private static final double BOUND = 0.99;
  private static final double LOWEST_BAR = 0.001;
  private static final double HIGHEST_BAR = 0.9;

  public WatchJudge {
    criteria = List.copyOf(criteria);
  }

  /**
   * What a log of batches since the promotion says; the new version's counts are the canary's.
   * Criteria that need another arm, which has no requests any more, are left open.
   */
  public Assessment assess(List<LiveBatch> whole) {
    List<LiveBatch> log = LiveBatch.requests(whole);
    return new Assessment(
        criteria.stream()
            .map(
                criterion ->
                    criterion.kind().isOfRequests() ? assess(criterion, log) : open(criterion))
            .toList(),
        false);
  }

  private Evidence open(Criterion criterion) {
    return new Evidence(
        criterion,
        Verdict.INCONCLUSIVE,
        0,
        Math.log(criteria.size() / falseRevert),
        0,
        Math.log(1 / Judge.FALSE_PASS),
        ArmOutcome.NONE,
        ArmOutcome.NONE,
        "there is nobody to compare with since the promotion");
  }

  private Evidence assess(Criterion criterion, List<LiveBatch> log) {
    OneSampleRateTest fresh = OneSampleRateTest.against(bar(criterion));
    RestartMixture<OneSampleRateTest> mixture = RestartMixture.of(fresh, 1).startStep();
    OneSampleRateTest whole = fresh;
    long minute = log.isEmpty() ? 0 : log.get(0).minute();
    ArmOutcome total = ArmOutcome.NONE;
    for (LiveBatch batch : log) {
      if (batch.minute() > minute) {
        mixture = mixture.startMinute(batch.minute() - minute);
        minute = batch.minute();
      }
      ArmOutcome seen = batch.canary();
      OneSampleRateTest rate = fresh.plus(seen.seen(criterion.kind()), seen.bad(criterion.kind()));
      mixture = mixture.plus(each -> each.and(rate));
      whole = whole.and(rate);
      total = total.plus(seen);
    }
    double worse = mixture.logE(OneSampleRateTest::logEAbove);
    double worseNeeded = Math.log(criteria.size() / falseRevert);
    double notWorse = whole.logEBelow();
    double notWorseNeeded = Math.log(1 / Judge.FALSE_PASS);
    Verdict verdict =
        worse >= worseNeeded
            ? Verdict.FAIL
            // Against a bar that nothing is known of, nobody has been shown to be good.
            : notWorse >= notWorseNeeded && before.seen(criterion.kind()) > 0
                ? Verdict.PASS
                : Verdict.INCONCLUSIVE;
    return new Evidence(
        criterion, verdict, worse, worseNeeded, notWorse, notWorseNeeded, before, total, "");
  }

  /** The share of bad events above which the new version is worse. */
  double bar(Criterion criterion) {
    long seen = before.seen(criterion.kind());
    double known =
        seen == 0
            ? HIGHEST_BAR
            : BinomialInterval.upperBound(before.bad(criterion.kind()), seen, BOUND);
    Double floor = criterion.floor();
    double bar = Math.max(floor == null ? LOWEST_BAR : floor, criterion.ratio() * known);
    return Math.min(bar, HIGHEST_BAR);
  }
}
