package dev.mlbox.core.foresight;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LiveBatch;
import java.util.List;

/**
 * What a judge says of one rehearsed rollout, look by look, at a cost that events have and time has
 * not. A look that has counted nothing changes nothing. One in which no answer of the canary was
 * bad can lower the evidence against it only, of each start, so that it is asked whether the canary
 * is not worse: that is said by the sums of each step as well as by all minutes. Only after a bad
 * answer the whole log is judged, and of these a rollout has not many before it is decided.
 */
final class RehearsedJudge {
  private final Judge judge;
  private List<LiveBatch> log = List.of();
  private List<LiveBatch> sums = List.of();
  private Verdict verdict = Verdict.INCONCLUSIVE;
  private String reason = "";

  RehearsedJudge(Judge judge) {
    this.judge = judge;
  }

  /** Counts what one look has counted, a later one than those before. */
  void add(LiveBatch batch) {
    if (batch.canary().requests() + batch.stable().requests() == 0) {
      return;
    }
    log = LiveBatch.add(log, batch);
    sums =
        LiveBatch.add(
            sums, new LiveBatch(0, batch.step(), batch.share(), batch.stable(), batch.canary()));
    boolean clean = isClean(batch.canary());
    if (clean && verdict == Verdict.FAIL) {
      return;
    }
    Assessment assessment = judge.assess(clean ? sums : log);
    boolean spoiled = clean && assessment.verdict() == Verdict.FAIL;
    verdict = spoiled ? Verdict.INCONCLUSIVE : assessment.verdict();
    reason = assessment.reason();
  }

  private static boolean isClean(ArmOutcome canary) {
    return canary.errors() == 0 && canary.slow() == 0;
  }

  /** Requests that the canary got in a step. */
  long requests(int step) {
    return sums.stream()
        .filter(batch -> batch.step() == step)
        .mapToLong(batch -> batch.canary().requests())
        .sum();
  }

  Verdict verdict() {
    return verdict;
  }

  String reason() {
    return reason;
  }
}
