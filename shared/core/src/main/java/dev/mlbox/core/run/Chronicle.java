package dev.mlbox.core.run;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.Evidence;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.judge.RolloutJudge;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Weight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Keeps a rollout's moments, and forgets every other one between two states when they get many. */
final class Chronicle {
  private static final int MOST = 400;

  private final List<Timeline.Moment> moments = new ArrayList<>();

  void add(
      Instant at, RolloutState state, Weight weight, Assessment assessment, List<LiveBatch> log) {
    ArmOutcome stable =
        LiveBatch.requests(log).stream()
            .map(LiveBatch::stable)
            .reduce(ArmOutcome.NONE, ArmOutcome::plus);
    ArmOutcome canary =
        LiveBatch.requests(log).stream()
            .map(LiveBatch::canary)
            .reduce(ArmOutcome.NONE, ArmOutcome::plus);
    moments.add(
        new Timeline.Moment(
            at,
            state.getClass().getSimpleName().toLowerCase(Locale.ROOT),
            weight,
            stable.requests(),
            canary.requests(),
            assessment.evidence().stream().map(Evidence::logWorse).toList(),
            assessment.evidence().stream().map(Evidence::logNotWorse).toList()));
    if (moments.size() > MOST) {
      thin();
    }
  }

  private void thin() {
    List<Timeline.Moment> kept = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      boolean edge =
          i == 0
              || i == moments.size() - 1
              || !isSame(moments.get(i - 1), moments.get(i))
              || !isSame(moments.get(i), moments.get(i + 1));
      if (edge || i % 2 == 0) {
        kept.add(moments.get(i));
      }
    }
    moments.clear();
    moments.addAll(kept);
  }

  private static boolean isSame(Timeline.Moment first, Timeline.Moment second) {
    return first.state().equals(second.state()) && first.weight().equals(second.weight());
  }

  Timeline timeline(CanaryConfig config, RolloutJudge judge) {
    return new Timeline(
        config.rules().weights(), judge.falseRevert(), judge.sticky(), judge.watch(), moments);
  }
}
