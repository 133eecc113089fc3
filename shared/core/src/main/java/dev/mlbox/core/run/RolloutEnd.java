package dev.mlbox.core.run;

import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.rollout.RolloutMachine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a rollout ended.
 *
 * @param outcome for fronts
 * @param reason why, or what was not proven; empty when everything was shown
 * @param serving the version that takes all traffic now; empty when none does
 * @param last what the judge said last; no evidence when it was never asked
 * @param log all counts, so that the verdict can be recomputed
 * @param lastWords what the boxes of a reverted version wrote last
 * @param timeline how it went; null when nothing was rolled out
 * @param promotedByOther whether this command only followed while another one promoted it by hand:
 *     that one tells of the end
 */
public record RolloutEnd(
    Outcome outcome,
    String reason,
    String serving,
    Assessment last,
    List<LiveBatch> log,
    List<String> lastWords,
    @Nullable Timeline timeline,
    boolean promotedByOther) {

  /** Of a rollout that this command drove, or whose end nobody else tells. */
  public RolloutEnd(
      Outcome outcome,
      String reason,
      String serving,
      Assessment last,
      List<LiveBatch> log,
      List<String> lastWords,
      @Nullable Timeline timeline) {
    this(outcome, reason, serving, last, log, lastWords, timeline, false);
  }

  public RolloutEnd {
    log = List.copyOf(log);
    lastWords = List.copyOf(lastWords);
  }

  /**
   * The same, told apart from a canary that was worse: a signal took it back, and what its boxes
   * wrote has nothing to do with that.
   */
  public RolloutEnd orInterrupted() {
    return outcome == Outcome.REVERTED && reason.equals(RolloutMachine.INTERRUPTED)
        ? new RolloutEnd(
            Outcome.INTERRUPTED, reason, serving, last, log, List.of(), timeline, promotedByOther)
        : this;
  }

  /** The same with another outcome: what a person asked for is done, whatever the canary was. */
  public RolloutEnd as(Outcome other) {
    return new RolloutEnd(other, reason, serving, last, log, lastWords, timeline, promotedByOther);
  }
}
