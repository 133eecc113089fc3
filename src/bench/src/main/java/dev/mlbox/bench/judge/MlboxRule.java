package dev.mlbox.bench.judge;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LiveBatch;
import java.util.List;

/** The judge as it is, with its default criterion for errors, looking as often as it is told to. */
final class MlboxRule implements Rule {
  private final Judge judge;
  private final int every;
  private List<LiveBatch> log = List.of();

  /**
   * @param every seconds between looks; more often after something bad happened
   */
  MlboxRule(int steps, int every) {
    this.judge =
        new Judge(List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%")), 0.01, steps);
    this.every = every;
  }

  @Override
  public boolean reverts(long second, int step, double weight, Counts counts) {
    log =
        LiveBatch.add(
            log,
            new LiveBatch(
                second / 60,
                step,
                weight,
                new ArmOutcome(counts.stable(), counts.stableBad(), 0, 0),
                new ArmOutcome(counts.canary(), counts.canaryBad(), 0, 0)));
    boolean due = second % every == every - 1 || (counts.canaryBad() > 0 && second < 60);
    return due && judge.assess(log).verdict() == Verdict.FAIL;
  }
}
