package dev.mlbox.core.config;

import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.RolloutJudge;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a rollout goes.
 *
 * @param rules steps and time limits
 * @param revertIf what counts as worse
 * @param slowFrom no request counts as slow below this
 * @param falseRevert the probability that a rollout of an equal model is reverted, 0 to 1
 * @param lease a weight's life without renewal
 * @param interval between looks
 * @param coverAfter after this the stable model answers for the canary; null: 4 × the stable's p99
 * @param probe how many evaluated rows the canary is asked before any live request
 */
public record CanaryConfig(
    Rules rules,
    List<Criterion> revertIf,
    Duration slowFrom,
    double falseRevert,
    Duration lease,
    Duration interval,
    @Nullable Duration coverAfter,
    int probe) {

  private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(1);

  public CanaryConfig {
    revertIf = List.copyOf(revertIf);
  }

  /**
   * How long being a little late says nothing of a step's new boxes where they do not show sooner
   * that they are warm: a third of the time that the step takes at least, 10 s by default, and a
   * minute at most.
   */
  public Duration warmUp() {
    Duration third = rules.stepAfter().dividedBy(3);
    return third.compareTo(LONGEST_WARM_UP) < 0 ? third : LONGEST_WARM_UP;
  }

  /** Who judges such a rollout where nobody knows what both versions answered before. */
  public RolloutJudge judge() {
    return judge(criteria(null, ""));
  }

  /**
   * Who judges by all that a rollout is judged by where both versions have answered the
   * evaluation's rows, as they have from a model's second version on; for a rollout to come, and
   * for one that was.
   */
  public RolloutJudge wholeJudge() {
    if (rules.manner().sticky() != null) {
      return judge();
    }
    List<Criterion> criteria = new ArrayList<>(revertIf);
    addDrift(criteria);
    return judge(criteria);
  }

  private static void addDrift(List<Criterion> criteria) {
    if (criteria.stream().noneMatch(each -> each.kind() == Criterion.Kind.DRIFT)) {
      criteria.add(Criterion.USUAL_DRIFT);
    }
  }

  /** Who judges the rollout that a record tells of. */
  public RolloutJudge judge(RolloutRecord record) {
    Release canary = record.canary();
    Release stable = record.stable();
    Lease lease = record.lease();
    boolean observed = lease != null && lease.manner() != null && lease.manner().observed();
    RolloutJudge judge =
        canary == null || stable == null
            ? judge()
            : judge(criteria(canary.bins(), stable.version()));
    return judge.observing(observed);
  }

  /**
   * The criteria to judge by: with drift, by default, and with those that were written about what
   * both versions answered in the evaluation, where that is known, else without.
   *
   * @param bins of the canary's answers; null when none are known
   * @param stableVersion who serves
   */
  public List<Criterion> criteria(@Nullable Bins bins, String stableVersion) {
    // Users who stay with one version answer for many requests, so that equal versions differ.
    boolean sticky = rules.manner().sticky() != null;
    Bins known = sticky ? null : Bins.about(stableVersion, bins);
    List<Criterion> criteria = new ArrayList<>();
    revertIf.forEach(each -> known(each, known).ifPresent(criteria::add));
    if (known != null) {
      addDrift(criteria);
    }
    return criteria;
  }

  private static Optional<Criterion> known(Criterion criterion, @Nullable Bins bins) {
    if (!criterion.isOfEvaluation()) {
      return Optional.of(criterion);
    }
    if (criterion.kind() == Criterion.Kind.DRIFT) {
      return Optional.of(criterion).filter(any -> bins != null);
    }
    Double differing = bins == null ? null : bins.differing();
    return differing == null ? Optional.empty() : criterion.expecting(differing);
  }

  /** Who judges it by other criteria. */
  public RolloutJudge judge(List<Criterion> criteria) {
    RolloutJudge.Watch watch =
        rules.watch().isZero()
            ? RolloutJudge.Watch.NONE
            : rules.heldOut(false).isZero() ? RolloutJudge.Watch.ALONE : RolloutJudge.Watch.BESIDE;
    return new RolloutJudge(
        criteria, falseRevert, rules.weights().size(), rules.manner().observed(), watch);
  }
}
