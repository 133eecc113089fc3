package dev.mlbox.bench.judge;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.judge.Proof;
import java.util.ArrayList;
import java.util.List;

/**
 * The judge as it is, with its default criterion for errors, looking at the end of each interval.
 * The evidence is kept from look to look, and the judge asked only once it suffices: the same
 * verdicts as from a look at the whole log each time, in a fraction of the time.
 */
final class MlboxRule {
  private static final Criterion ERRORS = Criterion.parse("errors > 1.5 * stable and > 0.5%");

  private final Judge judge;
  private List<LiveBatch> log = new ArrayList<>();
  private Proof proof;

  MlboxRule(int steps) {
    this.judge = new Judge(List.of(ERRORS), 0.01, steps);
    this.proof = Proof.of(ERRORS, steps);
  }

  /** Whether the canary is to be reverted after one more interval. */
  boolean reverts(LiveBatch batch) {
    log = LiveBatch.add(log, batch);
    proof = proof.plus(batch);
    return batch.canary().errors() > 0
        && proof.logWorse() >= judge.worseNeeded()
        && judge.assess(log).verdict() == Verdict.FAIL;
  }
}
