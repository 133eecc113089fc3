package dev.mlbox.core.hindsight;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.judge.peer.Minute;
import dev.mlbox.core.judge.peer.PeerRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A rollout judged again from its counts, minute by minute, and by other tools' published rules.
 *
 * @param looks one for each minute with counts
 * @param peers what those rules would have done
 */
public record Backtest(List<LookBack> looks, List<Peer> peers) {

  public Backtest {
    looks = List.copyOf(looks);
    peers = List.copyOf(peers);
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
   * Judges counts again.
   *
   * @param log batches in the order of time; those without a split, from a watch, are passed over
   */
  public static Backtest of(List<LiveBatch> log, Judge judge) {
    List<LiveBatch> split =
        LiveBatch.requests(log).stream().filter(each -> each.share() < 1).toList();
    TreeMap<Long, List<LiveBatch>> minutes = new TreeMap<>();
    split.forEach(
        batch -> minutes.computeIfAbsent(batch.minute(), any -> new ArrayList<>()).add(batch));
    List<LookBack> looks = new ArrayList<>();
    List<LiveBatch> seen = new ArrayList<>();
    minutes.forEach(
        (minute, batches) -> {
          seen.addAll(batches);
          looks.add(
              new LookBack(
                  minute,
                  batches.get(batches.size() - 1).share(),
                  batches.stream().map(LiveBatch::stable).reduce(ArmOutcome.NONE, ArmOutcome::plus),
                  batches.stream().map(LiveBatch::canary).reduce(ArmOutcome.NONE, ArmOutcome::plus),
                  judge.assess(seen)));
        });
    List<Minute> counts = looks.stream().map(Backtest::counts).toList();
    return new Backtest(
        looks,
        PeerRule.all().stream().map(rule -> new Peer(rule.name(), rule.reverts(counts))).toList());
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
