package dev.mlbox.core.run;

import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.port.Alarm;
import dev.mlbox.core.port.Sleeper;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * The time between two looks. While a canary has a share it ends when a box says that the next look
 * may find enough: boxes know of bad answers when they happen, a pilot when it looks.
 */
record Pause(Target target, Sleeper time) {

  void until(RolloutRecord record, Look look, Rhythm rhythm) {
    Assessment assessment = look.assessment();
    Duration wait = rhythm.untilNextLook(assessment, !look.unrest().isEmpty());
    Duration soonest = rhythm.soonest();
    Lease lease = record.lease();
    Weight weight = lease == null ? Weight.ZERO : lease.weight();
    if (lease == null
        || lease.canary() == null
        // There the arms are counted one after the other, and what befalls both meets one first.
        || lease.splitting().isOutside()
        || weight.isZero()
        || weight.equals(Weight.ALL)
        || wait.compareTo(soonest) <= 0) {
      time.sleep(wait);
      return;
    }
    String canary = lease.canary().version();
    OptionalLong more = rhythm.worthALook(assessment, weight.share());
    if (more.isPresent()) {
      listen(
          new Alarm(lease.stable().version(), canary, look.slowMillis(), more.getAsLong(), wait));
    }
    time.sleep(soonest, wait);
  }

  /** Boxes that cannot be asked are looked at when it is time. */
  private void listen(Alarm alarm) {
    try {
      target.metrics().listen(alarm, time::stir);
    } catch (MlboxException e) {
      return;
    }
  }
}
