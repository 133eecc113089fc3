package dev.mlbox.core.run;

import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.LiveBatch;
import java.util.List;

/**
 * How a rollout ended.
 *
 * @param outcome for fronts
 * @param reason why, or what was not proven; empty when everything was shown
 * @param last what the judge said last; no evidence when it was never asked
 * @param log all counts, so that the verdict can be recomputed
 * @param lastWords what the boxes of a reverted version wrote last
 */
public record RolloutEnd(
    Outcome outcome, String reason, Assessment last, List<LiveBatch> log, List<String> lastWords) {

  public RolloutEnd {
    log = List.copyOf(log);
    lastWords = List.copyOf(lastWords);
  }
}
