package dev.mlbox.core.foresight;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What each step of a canary needs: the judge that drives is given the counts that are expected
 * after some time, and asked. What it would say of chance around them is {@link Rehearsal}'s part.
 *
 * @param traffic that was assumed
 * @param steps in their order
 * @param proven how long the last step needs until an equal canary is proven not worse; empty when
 *     that takes longer than a year
 */
public record Foresight(Traffic traffic, List<StepNeed> steps, Optional<Duration> proven) {
  private static final long LONGEST = Duration.ofDays(365).toSeconds();

  public Foresight {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param weight of the canary
   * @param perSecond requests that the canary gets
   * @param exposed when its time and its requests are reached
   * @param inTime whether it gets that far within the patience of all steps together
   * @param dead after how long a canary that fails every request is reverted in it
   * @param bad after how long one is that has five times what is tolerated of errors; both empty
   *     when that takes longer than a year
   */
  public record StepNeed(
      Weight weight,
      double perSecond,
      Duration exposed,
      boolean inTime,
      Optional<Duration> dead,
      Optional<Duration> bad) {}

  /** What a configuration needs at some traffic. */
  public static Foresight of(CanaryConfig config, Traffic traffic) {
    Rules rules = config.rules();
    List<StepNeed> steps = new ArrayList<>();
    List<LiveBatch> before = new ArrayList<>();
    Judge judge = config.wholeJudge().canary();
    double bad = Math.min(1, 5 * tolerated(config.revertIf(), traffic));
    long sofar = 0;
    for (int step = 0; step < rules.weights().size(); step++) {
      Weight weight = rules.weights().get(step);
      double rate = traffic.perSecond() * weight.share();
      long seconds =
          Math.max(rules.stepAfter().toSeconds(), (long) Math.ceil(rules.stepRequests() / rate));
      sofar += seconds;
      Expected counts = new Expected(traffic, weight.share(), step);
      List<LiveBatch> earlier = List.copyOf(before);
      steps.add(
          new StepNeed(
              weight,
              rate,
              Duration.ofSeconds(seconds),
              sofar <= rules.patience().toSeconds(),
              first(judge, Verdict.FAIL, earlier, time -> counts.after(time, 1)),
              first(judge, Verdict.FAIL, earlier, time -> counts.after(time, bad))));
      before.add(counts.after(seconds, traffic.errors()));
    }
    List<LiveBatch> earlier = before.subList(0, before.size() - 1);
    int last = rules.weights().size() - 1;
    Expected counts = new Expected(traffic, rules.weights().get(last).share(), last);
    return new Foresight(
        traffic,
        steps,
        first(judge, Verdict.PASS, earlier, time -> counts.after(time, traffic.errors())));
  }

  /** The share of errors above which a canary is worse. */
  public static double tolerated(List<Criterion> criteria, Traffic traffic) {
    return criteria.stream()
        .filter(criterion -> criterion.kind() == Criterion.Kind.ERRORS)
        .mapToDouble(
            criterion ->
                Math.max(
                    criterion.floor() == null ? 0.001 : criterion.floor(),
                    criterion.ratio() * traffic.errors()))
        .min()
        .orElse(1);
  }

  private interface Counts {
    LiveBatch after(long seconds);
  }

  /** The first second after which the judge says so; found by doubling and then by halving. */
  private static Optional<Duration> first(
      Judge judge, Verdict verdict, List<LiveBatch> earlier, Counts counts) {
    long high = 1;
    while (!says(judge, verdict, earlier, counts.after(high))) {
      high *= 2;
      if (high > LONGEST) {
        return Optional.empty();
      }
    }
    long low = high / 2;
    while (high - low > 1) {
      long middle = (low + high) / 2;
      if (says(judge, verdict, earlier, counts.after(middle))) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Optional.of(Duration.ofSeconds(high));
  }

  private static boolean says(
      Judge judge, Verdict verdict, List<LiveBatch> earlier, LiveBatch batch) {
    List<LiveBatch> log = new ArrayList<>(earlier);
    log.add(batch);
    return judge.assess(log).verdict() == verdict;
  }

  /** Counts of a step as they are expected. */
  private record Expected(Traffic traffic, double share, int step) {

    LiveBatch after(long seconds, double errors) {
      double all = traffic.perSecond() * seconds;
      return new LiveBatch(
          step, step, share, arm(all * (1 - share), traffic.errors()), arm(all * share, errors));
    }

    private static ArmOutcome arm(double requests, double errors) {
      long seen = (long) Math.floor(requests);
      return new ArmOutcome(seen, Math.round(seen * errors), seen, Math.round(seen * Traffic.SLOW));
    }
  }
}
