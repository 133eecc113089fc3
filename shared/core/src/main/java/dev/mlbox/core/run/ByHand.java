package dev.mlbox.core.run;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A canary that a person wants promoted, and what has been shown of it so far: the history has to
 * say which promotions the evidence carried, and which a person answers for.
 *
 * @param canary the version
 * @param unshown what has not been shown, in words; empty when everything was
 */
record ByHand(Release canary, String unshown) {

  /**
   * What there is to promote.
   *
   * @throws MlboxException INVALID when there is no canary
   */
  static ByHand of(RolloutRecord record, CanaryConfig config) {
    RolloutState state = record.state();
    Release canary = record.canary();
    if (canary != null && state instanceof RolloutState.Awaiting awaiting) {
      return new ByHand(canary, awaiting.note());
    } else if (canary != null && state instanceof RolloutState.Shifting) {
      Lease lease = record.lease();
      String weight = lease == null ? "none" : lease.weight().toString();
      String soFar = soFar(record, config);
      return new ByHand(
          canary,
          "it has %s of the requests%s".formatted(weight, soFar.isEmpty() ? "" : "; " + soFar));
    } else if (canary != null
        && (state instanceof RolloutState.Shadowing || state instanceof RolloutState.Probing)) {
      return new ByHand(canary, "it has had no live request yet");
    }
    throw Rollouts.nothing("there is no canary to promote", "start one with `mlbox deploy`");
  }

  private static String soFar(RolloutRecord record, CanaryConfig config) {
    int steps = config.rules().weights().size();
    List<LiveBatch> log = record.log().stream().filter(batch -> batch.step() < steps).toList();
    Assessment assessment =
        new Judge(config.revertIf(), config.falseRevert(), steps)
            .assess(log, config.rules().manner().observed());
    return log.isEmpty() || assessment.verdict() == Verdict.PASS ? "" : assessment.reason();
  }

  /**
   * What the history says of it.
   *
   * @throws MlboxException INVALID when a reason is needed and there is none
   */
  String note(@Nullable String reason) {
    if (unshown.isEmpty()) {
      return "promoted by hand" + (reason == null ? "" : ": " + reason);
    }
    if (reason == null || reason.isBlank()) {
      throw MlboxException.invalid(
          Problem.of("the canary %s is not proven: %s".formatted(canary.version(), unshown))
              .expected("a reason to promote it all the same")
              .remedy("wait for its evidence, or give `mlbox promote --reason TEXT`"));
    }
    return "forced by hand: %s; when it was forced, %s".formatted(reason, unshown);
  }
}
