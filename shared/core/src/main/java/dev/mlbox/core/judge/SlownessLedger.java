package dev.mlbox.core.judge;

import dev.mlbox.core.judge.Grace.Answers;
import dev.mlbox.core.judge.TotalSlowness.Arms;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says at each look of a rollout how much being late says: in full; or, while boxes are new or the
 * machine is busy, only where it is most answers and far too late, which is proven here.
 */
final class SlownessLedger {
  /** The name of its batches in a log: each tells of a canary most of whose answers are late. */
  static final String SIGNAL = "most late";

  private static final double EVEN = 0.5;

  private final Duration longest;
  private @Nullable Integer step;
  private boolean warm;
  private Grace grace = Grace.of(Instant.EPOCH, Duration.ZERO);
  private TotalSlowness total = TotalSlowness.from(Instant.EPOCH);
  private Bursts bursts = Bursts.from(Instant.EPOCH);
  private double part = 1;

  /**
   * @param longest time from the beginning of a step in which being late may say nothing
   */
  SlownessLedger(Duration longest) {
    this.longest = longest;
  }

  /** Who is on trial has been so for long. */
  void warm() {
    warm = true;
  }

  /**
   * What was answered since the last look.
   *
   * @param newcomers whether a box has begun, of either version
   */
  void look(int present, Instant now, Answers stable, Answers canary, boolean newcomers) {
    if (step == null || step != present) {
      step = present;
      grace = warm ? Grace.over(now, longest) : Grace.of(now, longest);
      total = TotalSlowness.from(now);
    }
    grace = grace.seen(now, stable, canary, newcomers);
    total =
        grace.isPastItsFirst(now)
            ? total.plus(now, new Arms(stable, canary), grace.answeredWell())
            : TotalSlowness.from(now);
    bursts = bursts.passed(now);
    part = bursts.part(canary.late());
    bursts = bursts.minus(canary.late());
  }

  /** Which part of the last look's counts says something about slowness, more than 0. */
  double part() {
    return part;
  }

  /** Whether being late says nothing by itself. */
  boolean isCold(Instant now) {
    return grace.isOn(now);
  }

  /** One batch when most of the canary's answers are proven to be far too slow, else none. */
  Optional<LiveBatch> rail(Ledger.Place place) {
    Arms told = total.told();
    return total.isProven()
        ? Optional.of(
            new LiveBatch(
                place.minute(),
                place.step(),
                EVEN,
                outcome(told.stable()),
                outcome(told.canary()),
                Map.of(),
                SIGNAL))
        : Optional.empty();
  }

  private static ArmOutcome outcome(Answers answers) {
    return new ArmOutcome(0, 0, answers.all(), answers.far());
  }
}
