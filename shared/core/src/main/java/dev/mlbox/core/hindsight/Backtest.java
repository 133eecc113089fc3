package dev.mlbox.core.hindsight;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.judge.peer.Minute;
import dev.mlbox.core.judge.peer.PeerRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A rollout judged again from its counts, minute by minute, and by other tools' published rules.
 *
 * @param looks one for each minute with counts
 * @param peers what those rules would have done
 * @param unjudged criteria of which the counts say nothing, as they were written
 */
public record Backtest(List<LookBack> looks, List<Peer> peers, List<String> unjudged) {

  public Backtest {
    looks = List.copyOf(looks);
    peers = List.copyOf(peers);
    unjudged = List.copyOf(unjudged);
  }

  /**
   * One minute.
   *
   * @param minute since the rollout began
   * @param share of the requests that the canary was given, the last one in force
   * @param stable what was counted in it
   * @param canary what was counted in it
   * @param assessment of everything up to its end
   */
  public record LookBack(
      long minute, double share, ArmOutcome stable, ArmOutcome canary, Assessment assessment) {}

  /**
   * Another tool.
   *
   * @param name with its settings
   * @param reverted the minute at whose end it would have reverted; empty if never
   */
  public record Peer(String name, OptionalLong reverted) {}

  /**
   * Judges counts again. A criterion of which the log says nothing takes its part of α, and no part
   * in the verdict.
   *
   * @param log batches in the order of time; those of a watch, without a split, are passed over
   * @param judge by the present settings; the log may have more steps than it was made for
   * @param sticky whether users were drawn, not requests
   */
  public static Backtest of(List<LiveBatch> log, Judge judge, boolean sticky) {
    List<LiveBatch> split = beforeWatch(log);
    Judge told = told(judge, split);
    List<String> unjudged =
        judge.criteria().stream()
            .filter(each -> !told.criteria().contains(each))
            .map(Criterion::text)
            .toList();
    List<LookBack> looks = looks(split, told, sticky);
    List<Minute> counts = looks.stream().map(Backtest::counts).toList();
    return new Backtest(
        looks,
        PeerRule.all().stream().map(rule -> new Peer(rule.name(), rule.reverts(counts))).toList(),
        unjudged);
  }

  private static List<LiveBatch> beforeWatch(List<LiveBatch> log) {
    List<LiveBatch> split = new ArrayList<>();
    boolean watched = false;
    for (LiveBatch batch : log) {
      boolean requests = batch.signal().equals(LiveBatch.REQUESTS);
      watched |= requests && batch.share() >= 1;
      if (requests ? batch.share() < 1 : !watched) {
        split.add(batch);
      }
    }
    return split;
  }

  /** The judge of those criteria that the log tells of, and of all its steps. */
  private static Judge told(Judge judge, List<LiveBatch> log) {
    Set<String> signals = log.stream().map(LiveBatch::signal).collect(Collectors.toSet());
    List<Criterion> criteria =
        judge.criteria().stream()
            .filter(each -> each.isToldBy(signals) && !isExpected(each))
            .toList();
    long steps =
        log.stream().mapToInt(LiveBatch::step).filter(step -> step >= 0).distinct().count();
    boolean evaluated = Criterion.USUAL_DRIFT.isToldBy(signals);
    long shared =
        judge.criteria().stream().filter(each -> evaluated || !each.isOfEvaluation()).count();
    double part = (double) criteria.size() / shared;
    return criteria.isEmpty()
        ? judge
        : new Judge(criteria, judge.falseRevert() * part, (int) Math.max(judge.steps(), steps));
  }

  /** What both versions said to the evaluation's rows is in no log. */
  private static boolean isExpected(Criterion criterion) {
    return criterion.kind() == Criterion.Kind.DISAGREEMENT && criterion.isOfEvaluation();
  }

  /**
   * One for each minute with requests, of all that was known at its end. Known as a rollout knows
   * it, whose log tells minutes long ago apart less than recent ones: else a day of minutes would
   * take minutes, and the judge would be asked for more than it sees.
   */
  private static List<LookBack> looks(List<LiveBatch> split, Judge judge, boolean sticky) {
    TreeMap<Long, List<LiveBatch>> minutes = new TreeMap<>();
    split.forEach(
        batch -> minutes.computeIfAbsent(batch.minute(), any -> new ArrayList<>()).add(batch));
    List<LookBack> looks = new ArrayList<>();
    List<LiveBatch> seen = List.of();
    for (Map.Entry<Long, List<LiveBatch>> minute : minutes.entrySet()) {
      for (LiveBatch batch : minute.getValue()) {
        seen = LiveBatch.add(seen, batch);
      }
      List<LiveBatch> requests = LiveBatch.requests(minute.getValue());
      if (!requests.isEmpty()) {
        looks.add(
            new LookBack(
                minute.getKey(),
                requests.get(requests.size() - 1).share(),
                total(requests, LiveBatch::stable),
                total(requests, LiveBatch::canary),
                judge.assess(seen, sticky)));
      }
    }
    return looks;
  }

  private static ArmOutcome total(List<LiveBatch> batches, Function<LiveBatch, ArmOutcome> arm) {
    return batches.stream().map(arm).reduce(ArmOutcome.NONE, ArmOutcome::plus);
  }

  private static Minute counts(LookBack look) {
    return new Minute(
        look.minute(),
        look.stable().requests(),
        look.stable().errors(),
        look.canary().requests(),
        look.canary().errors());
  }

  /** The first minute at whose end the judge would have reverted. */
  public Optional<LookBack> reverted() {
    return looks.stream().filter(look -> look.assessment().verdict() == Verdict.FAIL).findFirst();
  }

  /** The first minute at whose end every criterion was ruled out, if none had failed before. */
  public Optional<LookBack> passed() {
    return looks.stream()
        .takeWhile(look -> look.assessment().verdict() != Verdict.FAIL)
        .filter(look -> look.assessment().verdict() == Verdict.PASS)
        .findFirst();
  }
}
