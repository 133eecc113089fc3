package dev.mlbox.core.outlook;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Weight;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as somebody who only looks sees it: worked out from the target's record alone, so that
 * every screen shows the same, whoever drives.
 *
 * @param state in one word; {@code idle} when nothing was ever rolled out
 * @param since when it was entered; null when idle
 * @param step of the canary that is under way, from 0; -1 before and after
 * @param weight of the canary
 * @param stable what the stable version was counted
 * @param canary what the canary was counted, and since a promotion the new version
 * @param assessment what the judge says of that; no evidence when nothing was counted
 * @param left how long it may still take; null when it is over
 * @param note why it ended, what was not proven, or what makes a step wait; empty when there is
 *     nothing to say
 */
public record Outlook(
    String state,
    @Nullable Instant since,
    int step,
    Weight weight,
    ArmOutcome stable,
    ArmOutcome canary,
    Assessment assessment,
    @Nullable Left left,
    String note) {

  /** How it stands. */
  public static Outlook of(RolloutRecord record, CanaryConfig config, double rate, Instant now) {
    RolloutState state = record.state();
    Lease lease = record.lease();
    List<LiveBatch> log = counted(record, config);
    return new Outlook(
        state == null ? "idle" : state.getClass().getSimpleName().toLowerCase(Locale.ROOT),
        state == null ? null : state.since(),
        step(state),
        lease == null ? Weight.ZERO : lease.weight(),
        answered(log, LiveBatch::stable),
        answered(log, LiveBatch::canary),
        assessment(record, config, log),
        state == null || state.isFinal() ? null : Left.of(record, config.rules(), rate, now),
        note(state).isEmpty() && record.doubt() != null ? record.doubt() : note(state));
  }

  /** Answers to users: copies, labels and metrics of the user's own are none. */
  private static ArmOutcome answered(List<LiveBatch> log, Function<LiveBatch, ArmOutcome> arm) {
    return LiveBatch.requests(log).stream()
        .filter(batch -> batch.step() != LiveBatch.SHADOW)
        .map(arm)
        .reduce(ArmOutcome.NONE, ArmOutcome::plus);
  }

  /** Of a watch, what came since the promotion; of a canary, everything before it. */
  private static List<LiveBatch> counted(RolloutRecord record, CanaryConfig config) {
    boolean watched = record.state() instanceof RolloutState.Watching;
    int steps = config.rules().weights().size();
    return record.log().stream().filter(batch -> batch.step() >= steps == watched).toList();
  }

  private static Assessment assessment(
      RolloutRecord record, CanaryConfig config, List<LiveBatch> log) {
    if (log.isEmpty()) {
      return new Assessment(List.of(), false);
    }
    return record.state() instanceof RolloutState.Watching
        ? config.judge(record).watched(record.log())
        : config.judge(record).assess(record.log());
  }

  private static int step(@Nullable RolloutState state) {
    if (state instanceof RolloutState.Shifting shifting) {
      return shifting.step();
    }
    return state instanceof RolloutState.Awaiting awaiting ? awaiting.step() : -1;
  }

  private static String note(@Nullable RolloutState state) {
    if (state instanceof RolloutState.Awaiting awaiting) {
      return awaiting.note();
    } else if (state instanceof RolloutState.Promoting promoting) {
      return promoting.note();
    } else if (state instanceof RolloutState.Watching watching) {
      return watching.doubt() == null ? watching.note() : watching.doubt().reason();
    } else if (state instanceof RolloutState.Reverting reverting) {
      return reverting.reason();
    } else if (state instanceof RolloutState.Reverted reverted) {
      return reverted.reason();
    } else if (state instanceof RolloutState.Succeeded succeeded) {
      return succeeded.note();
    }
    return state instanceof RolloutState.Halted halted ? halted.reason() : "";
  }
}
