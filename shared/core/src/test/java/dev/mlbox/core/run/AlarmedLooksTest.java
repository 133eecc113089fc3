package dev.mlbox.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LiveBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Looks that bad answers of the canary themselves provoke, at the least favourable moments, revert
 * equal canaries no more often than looks by the clock may: in one of a hundred rollouts.
 */
class AlarmedLooksTest {
  private static final int ROLLOUTS = 1_000;
  private static final double FALSE_REVERT = 0.01;
  private static final Criterion ERRORS = Criterion.parse("errors > stable");
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** As often as a box looks at its counters. */
  private static final int TICK_MILLIS = 20;

  private static final int TICKS = 20_000 / TICK_MILLIS;
  private static final int COVER_AFTER = 2_000 / TICK_MILLIS;
  private static final int STALL = 3_000 / TICK_MILLIS;
  private static final double SHARE = 0.2;
  private static final double A_TICK = 4;

  /** Bad answers of one arm that are counted later. */
  private record Due(int tick, boolean canary) {}

  /** One rollout of an equal canary at 200 requests/s. */
  private static final class Equal {
    private final SplittableRandom random;
    private final double bad;
    private final boolean stableAtTheEnd;
    private final Judge judge = new Judge(List.of(ERRORS), FALSE_REVERT, 1);
    private final Rhythm rhythm = new Rhythm(INTERVAL);
    private final Deque<Due> due = new ArrayDeque<>();
    private final long[] all = new long[2];
    private final long[] wrong = new long[2];
    private List<LiveBatch> log = List.of();

    Equal(int seed, double bad, boolean stableAtTheEnd) {
      this.random = new SplittableRandom(seed);
      this.bad = bad;
      this.stableAtTheEnd = stableAtTheEnd;
    }

    /** Whether it is reverted. */
    boolean goesBack(int stallAt) {
      Assessment assessment = judge.assess(log);
      int looked = 0;
      long more = 1;
      for (int tick = 0; tick < TICKS; tick++) {
        boolean stalled = tick >= stallAt && tick < stallAt + STALL;
        for (double left = A_TICK; left > 0; left--) {
          answer(tick, stalled, stallAt + STALL);
        }
        countDue(tick);
        long since = (long) (tick - looked) * TICK_MILLIS;
        boolean alarmed = wrong[1] >= more && since >= rhythm.soonest().toMillis();
        if (alarmed || since >= rhythm.untilNextLook(assessment, false).toMillis()) {
          looked = tick;
          assessment = look(tick);
          if (assessment.verdict() == Verdict.FAIL) {
            return true;
          }
          more = rhythm.worthALook(assessment, SHARE).orElseThrow();
        }
      }
      return false;
    }

    private void answer(int tick, boolean stalled, int stallEnds) {
      boolean canary = random.nextDouble() < SHARE;
      if (stalled && tick + COVER_AFTER < stallEnds) {
        due.add(new Due(canary || !stableAtTheEnd ? tick + COVER_AFTER : stallEnds, canary));
      } else {
        all[canary ? 1 : 0]++;
        wrong[canary ? 1 : 0] += random.nextDouble() < bad ? 1 : 0;
      }
    }

    private void countDue(int tick) {
      due.removeIf(
          each -> {
            boolean isSo = each.tick() <= tick;
            all[each.canary() ? 1 : 0] += isSo ? 1 : 0;
            wrong[each.canary() ? 1 : 0] += isSo ? 1 : 0;
            return isSo;
          });
    }

    private Assessment look(int tick) {
      LiveBatch batch =
          new LiveBatch(
              tick * TICK_MILLIS / 60_000,
              0,
              SHARE,
              new ArmOutcome(all[0], wrong[0], all[0], 0),
              new ArmOutcome(all[1], wrong[1], all[1], 0));
      Arrays.fill(all, 0);
      Arrays.fill(wrong, 0);
      log = LiveBatch.add(log, batch);
      var unused =
          rhythm.requestsPerSecond(log, Instant.EPOCH.plusMillis((long) tick * TICK_MILLIS));
      return judge.assess(log);
    }
  }

  private static long reverted(boolean stalls, boolean stableAtTheEnd) {
    long reverted = 0;
    for (int run = 0; run < ROLLOUTS; run++) {
      double bad = run % 2 == 0 ? 0.002 : 0.05;
      int stallAt = stalls ? 200 + run % 300 : TICKS;
      reverted += new Equal(run, bad, stableAtTheEnd).goesBack(stallAt) ? 1 : 0;
    }
    System.out.printf(
        "equal canaries reverted by looks that they provoke, stalls %s, stable counted at %s: %d of"
            + " %d%n",
        stalls, stableAtTheEnd ? "the end" : "cover_after", reverted, ROLLOUTS);
    return reverted;
  }

  @Test
  void equalCanariesStay() {
    assertThat(reverted(false, false)).isLessThanOrEqualTo((long) (ROLLOUTS * FALSE_REVERT));
  }

  @Test
  void equalCanariesStayThoughWhatBothUseStandsStill() {
    assertThat(reverted(true, false)).isLessThanOrEqualTo((long) (ROLLOUTS * FALSE_REVERT));
  }

  @Test
  void theyWouldNotIfTheStableVersionsLateAnswersWereCountedAtTheirEnd() {
    assertThat(reverted(true, true)).isGreaterThan(ROLLOUTS / 2);
  }
}
