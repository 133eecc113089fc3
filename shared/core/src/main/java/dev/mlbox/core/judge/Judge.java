package dev.mlbox.core.judge;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.stats.SplitAlarm;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Live counts of both arms → evidence → verdict, at any moment and as often as one likes: the
 * probability that an equal canary is ever called worse stays below {@code falseRevert} (Ville's
 * inequality; the tests are those of {@link Proof}). Pure: the same log gives the same verdict, so
 * a rollout can be resumed and replayed.
 *
 * @param criteria what counts as worse
 * @param falseRevert α, shared equally by the criteria
 * @param steps how many steps the canary has
 */
public record Judge(List<Criterion> criteria, double falseRevert, int steps) {
  /** β: the probability that a worse canary is ever called not worse. */
  static final double FALSE_PASS = 0.05;

  private static final double NOT_WORSE_NEEDED = Math.log(1 / FALSE_PASS);
  private static final double SPLIT_LEVEL = 0.001;

  /** The last weight, and the watch where it is one of the steps. */
  private static final int LAST_STEPS = 2;

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
   * @param sticky whether users were drawn, not requests: then the ratio is judged by users, each
   *     of whom counts once, where boxes tell them apart. Where they do not, busy users make the
   *     share of requests another one than the weight, so that the observed share is taken. No
   *     alarm is raised in either case
   */
  public Assessment assess(List<LiveBatch> log, boolean sticky) {
    boolean splitIsOff =
        !sticky && splitAlarm(LiveBatch.requests(log)) >= Math.log(1 / SPLIT_LEVEL);
    List<LiveBatch> used = splitIsOff || sticky ? log.stream().map(Judge::observed).toList() : log;
    boolean byUsers =
        sticky && log.stream().anyMatch(batch -> batch.signal().equals(UserLedger.SIGNAL));
    return new Assessment(
        criteria.stream()
            .map(
                criterion ->
                    criterion.kind() == Criterion.Kind.DRIFT
                        ? new DriftProof(criterion, steps(log), isWaitedFor())
                            .assess(log, worseNeeded(), NOT_WORSE_NEEDED)
                        : assess(criterion, used, byUsers))
            .toList(),
        splitIsOff);
  }

  private Evidence assess(Criterion criterion, List<LiveBatch> whole, boolean tellsUsers) {
    boolean byUsers = tellsUsers && criterion.kind().isOfRequests();
    List<LiveBatch> log = LiveBatch.of(criterion.signal(), whole);
    List<LiveBatch> told =
        !byUsers
            ? log
            : whole.stream()
                .filter(
                    batch ->
                        batch.signal().equals(criterion.signal())
                            || batch.signal().equals(UserLedger.SIGNAL))
                .toList();
    int starts = steps(told);
    Proof proof = byUsers ? Proof.byUsers(criterion, starts) : Proof.of(criterion, starts);
    for (LiveBatch batch : told) {
      proof = proof.plus(batch);
    }
    double needed = worseNeeded();
    double worse = proof.logWorse();
    double notWorse = proof.logNotWorse();
    String objection =
        worse >= needed ? new Placebo(criterion, log, starts).objection(worse, needed) : "";
    boolean mostFail = byUsers && criterion.kind() == Criterion.Kind.ERRORS && mostFail(whole);
    String mostLate = byUsers ? "" : MostLate.of(criterion, whole);
    boolean isLate = !mostLate.isEmpty() && MostLate.LOG_WORSE >= needed;
    Verdict verdict =
        mostFail || isLate || (worse >= needed && objection.isEmpty())
            ? Verdict.FAIL
            : notWorse >= NOT_WORSE_NEEDED || (criterion.isOfEvaluation() && !isWaitedFor())
                ? Verdict.PASS
                : Verdict.INCONCLUSIVE;
    return new Evidence(
        criterion,
        verdict,
        isLate ? Math.max(worse, MostLate.LOG_WORSE) : worse,
        needed,
        notWorse,
        NOT_WORSE_NEEDED,
        total(log, LiveBatch::stable),
        total(log, LiveBatch::canary),
        mostFail
            ? "most of the canary's users had most of their latest requests fail"
            : isLate
                ? mostLate
                : objection.isEmpty()
                    ? (byUsers ? users(criterion, told) : culprit(criterion, log))
                    : objection,
        proof.sides());
  }

  /**
   * Where users are few, no number of them proves anything; but a version that fails most users
   * most of what they ask, beside one that does not, is not left to serve them until it has met
   * more. One user is not most of them, before the last steps: there is nobody to wait for then.
   */
  private boolean mostFail(List<LiveBatch> whole) {
    long last = whole.stream().mapToLong(LiveBatch::minute).max().orElse(0);
    List<LiveBatch> latest = whole.stream().filter(batch -> batch.minute() >= last - 1).toList();
    List<LiveBatch> requests = LiveBatch.requests(latest);
    ArmOutcome canary = total(requests, LiveBatch::canary);
    ArmOutcome stable = total(requests, LiveBatch::stable);
    return LiveBatch.of(RailLedger.SIGNAL, latest).stream()
            .anyMatch(rail -> rail.canary().errors() > 1 || rail.step() >= steps - LAST_STEPS)
        && stable.requests() > 0
        && 4.0 * stable.errors() / stable.requests() < (double) canary.errors() / canary.requests();
  }

  /** Nobody waits for an alarm, unless there is nothing else that could speak for the canary. */
  private boolean isWaitedFor() {
    return criteria.stream().allMatch(Criterion::isOfEvaluation);
  }

  /** How many steps can start: those of the canary, copies, and whatever else a log has. */
  private int steps(List<LiveBatch> log) {
    Set<Integer> seen = log.stream().map(LiveBatch::step).collect(Collectors.toSet());
    return Math.max(seen.contains(LiveBatch.SHADOW) ? steps + 1 : steps, seen.size());
  }

  private static String users(Criterion criterion, List<LiveBatch> log) {
    long canary = 0;
    long stable = 0;
    for (LiveBatch batch : LiveBatch.of(UserLedger.SIGNAL, log)) {
      canary += batch.canary().bad(criterion.kind());
      stable += batch.stable().bad(criterion.kind());
    }
    return "judged by users, each once: %s met %,d of them on the canary, %,d on the stable version"
        .formatted(criterion.label(), canary, stable);
  }

  /** Natural logarithm of the evidence that reverts. */
  public double worseNeeded() {
    return Math.log(criteria.size() / falseRevert);
  }

  private static String culprit(Criterion criterion, List<LiveBatch> log) {
    String box = Placebo.culprit(criterion.kind(), log);
    return box.isEmpty()
        ? ""
        : "most %s of the stable version are of its box %s".formatted(criterion.label(), box);
  }

  private static ArmOutcome total(List<LiveBatch> log, Function<LiveBatch, ArmOutcome> arm) {
    return log.stream().map(arm).reduce(ArmOutcome.NONE, ArmOutcome::plus);
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
    if (batch.step() == LiveBatch.SHADOW || !batch.signal().equals(LiveBatch.REQUESTS)) {
      return batch;
    }
    // An error may be counted a reading after its request.
    double canary = most(batch.canary());
    double all = canary + most(batch.stable());
    return batch.at(all == 0 ? batch.share() : canary / all);
  }

  private static long most(ArmOutcome arm) {
    return Math.max(arm.requests(), Math.max(arm.errors(), arm.slow()));
  }
}
