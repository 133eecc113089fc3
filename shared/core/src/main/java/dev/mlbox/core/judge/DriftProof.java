package dev.mlbox.core.judge;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.stats.ConditionalShareTest;
import dev.mlbox.core.stats.LogSumExp;
import dev.mlbox.core.stats.RestartMixture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the canary's answers fall into other bins than they did before any live request, compared
 * with the stable version's: for each bin the share test upward and downward, with restarts; the
 * evidence is the plain average, which is evidence too, however the bins depend on each other.
 *
 * <p>It is an alarm: nobody has to wait until each bin is proven not to have moved, so that it is
 * at rest once the canary has given {@value #ENOUGH} answers.
 */
final class DriftProof {
  /** The beginning of its batches' names in a log. */
  static final String SIGNAL = "drift";

  static final int ENOUGH = 100;

  private final Criterion criterion;
  private final int starts;
  private final boolean waitedFor;

  /**
   * @param starts how many steps there may be
   * @param waitedFor whether nothing else could speak for the canary
   */
  DriftProof(Criterion criterion, int starts, boolean waitedFor) {
    this.criterion = criterion;
    this.starts = starts;
    this.waitedFor = waitedFor;
  }

  private record Bin(BinSignal signal, List<LiveBatch> log, double logE) {}

  Evidence assess(List<LiveBatch> whole, double needed, double notWorseNeeded) {
    List<Bin> bins = bins(whole);
    if (bins.isEmpty()) {
      // Answers of many rows have no name that boxes could sort them by: that speaks against
      // nobody.
      Verdict unseen = waitedFor ? Verdict.INCONCLUSIVE : Verdict.PASS;
      return evidence(unseen, 0, needed, notWorseNeeded, null);
    }
    double worse = LogSumExp.mean(bins.stream().mapToDouble(Bin::logE).toArray());
    Bin most =
        bins.stream().reduce((one, other) -> other.logE() > one.logE() ? other : one).orElseThrow();
    long answers = most.log().stream().mapToLong(batch -> batch.canary().requests()).sum();
    Verdict verdict =
        worse >= needed ? Verdict.FAIL : answers >= ENOUGH ? Verdict.PASS : Verdict.INCONCLUSIVE;
    return evidence(verdict, worse, needed, notWorseNeeded, most);
  }

  private Evidence evidence(
      Verdict verdict,
      double worse,
      double needed,
      double notWorseNeeded,
      @org.jspecify.annotations.Nullable Bin most) {
    ArmOutcome stable = ArmOutcome.NONE;
    ArmOutcome canary = ArmOutcome.NONE;
    if (most != null) {
      for (LiveBatch batch : most.log()) {
        stable = stable.plus(batch.stable());
        canary = canary.plus(batch.canary());
      }
    }
    return new Evidence(
        criterion,
        verdict,
        worse,
        needed,
        verdict == Verdict.PASS ? notWorseNeeded : 0,
        notWorseNeeded,
        stable,
        canary,
        most == null ? "no answer was sorted" : words(most.signal()));
  }

  private static String words(BinSignal signal) {
    return "the answers in question are `%s`, of which the canary had %.2f times the stable version's share before"
        .formatted(signal.label(), Math.sqrt(signal.low() * signal.high()));
  }

  private List<Bin> bins(List<LiveBatch> whole) {
    Map<String, List<LiveBatch>> logs = new LinkedHashMap<>();
    for (LiveBatch batch : whole) {
      if (BinSignal.parse(batch.signal()).isPresent()) {
        logs.computeIfAbsent(batch.signal(), any -> new ArrayList<>()).add(batch);
      }
    }
    List<Bin> bins = new ArrayList<>();
    logs.forEach(
        (name, log) -> {
          BinSignal signal = BinSignal.parse(name).orElseThrow();
          double up = against(criterion.ratio() * signal.high(), log, true);
          double down = against(signal.low() / criterion.ratio(), log, false);
          bins.add(new Bin(signal, log, LogSumExp.mean(up, down)));
        });
    return bins;
  }

  private double against(double ratio, List<LiveBatch> log, boolean upward) {
    ConditionalShareTest fresh = ConditionalShareTest.against(ratio);
    RestartMixture<ConditionalShareTest> mixture = RestartMixture.of(fresh, starts);
    int step = LiveBatch.SHADOW - 1;
    long minute = -1;
    for (LiveBatch batch : log) {
      long passed = minute < 0 ? 0 : Math.max(0, batch.minute() - minute);
      if (batch.step() > step) {
        mixture = mixture.passMinutes(passed).startStep();
      } else if (passed > 0) {
        mixture = mixture.startMinute(passed);
      }
      step = Math.max(step, batch.step());
      minute = Math.max(minute, batch.minute());
      ConditionalShareTest seen =
          fresh.plus(share(batch), batch.canary().errors(), batch.stable().errors());
      mixture = mixture.plus(each -> each.and(seen));
    }
    return mixture.logE(
        upward ? ConditionalShareTest::logEWorse : ConditionalShareTest::logENotWorse);
  }

  /** Of the answers, not of the requests: what failed is the affair of another criterion. */
  private static double share(LiveBatch batch) {
    double all = batch.canary().requests() + batch.stable().requests();
    return all > 0 ? batch.canary().requests() / all : batch.share();
  }
}
