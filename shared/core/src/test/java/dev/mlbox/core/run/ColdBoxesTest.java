package dev.mlbox.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.run.ColdRollout.Cold;
import dev.mlbox.core.run.ColdRollout.Stalls;
import dev.mlbox.core.run.ColdRollout.World;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Boxes that are late at first, and a machine that stalls, revert no equal canary; and a canary
 * that is slow is not hidden by them for long. {@code -Drollouts=1000} makes the figures finer.
 */
class ColdBoxesTest {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int ROLLOUTS = Integer.getInteger("rollouts", 30);
  private static final double FALSE_REVERT = 0.01;

  private static final Cold BRIEF = new Cold(0.9, 1, 3);
  private static final Cold LASTING = new Cold(0.9, 4, 10);
  private static final Cold FLAT = new Cold(0.3, 1e9, 10);
  private static final Stalls OF_ALL = new Stalls(3, 400, true, 0, 30);
  private static final Stalls APART = new Stalls(4, 150, false, 0, 30);
  private static final Stalls LOAD = new Stalls(1.5, 250, false, 8, 16);

  /** Milliseconds until each rollout went back, of those that did, in rising order. */
  private record Reverts(int[] millis) {
    static Reverts of(String name, World world) {
      Reverts reverts =
          new Reverts(
              IntStream.range(0, ROLLOUTS)
                  .parallel()
                  .map(seed -> new ColdRollout(world, 7919L * seed, GRACE).goesBack().orElse(-1))
                  .filter(each -> each >= 0)
                  .sorted()
                  .toArray());
      System.out.printf(
          Locale.ROOT,
          "%s, %d of %d back, after %.2f s (median), %.2f s at most%n",
          name,
          reverts.millis.length,
          ROLLOUTS,
          reverts.median() / 1000.0,
          reverts.most() / 1000.0);
      return reverts;
    }

    int median() {
      return millis.length == 0 ? 0 : millis[millis.length / 2];
    }

    int most() {
      return Arrays.stream(millis).max().orElse(0);
    }
  }

  /** Of all worlds together: under load alone it is more, see the figures. */
  private static long reverted(int boxes) {
    World warm = new World(0.2, boxes, Cold.NONE, Stalls.NONE);
    String of = "equal, " + boxes + " box(es), ";
    return Stream.of(
            Reverts.of(of + "warm", warm),
            Reverts.of(of + "cold for 3 s", warm.with(BRIEF)),
            Reverts.of(of + "cold for 10 s", warm.with(LASTING)),
            Reverts.of(of + "30 % late for 10 s", warm.with(FLAT)),
            Reverts.of(of + "cold for 10 s, 5 % of the requests", warm.with(LASTING).of(0.05)),
            Reverts.of(of + "cold for 10 s, 1000/s", warm.with(LASTING).at(1000)),
            Reverts.of(of + "cold, all stall", warm.with(LASTING).with(OF_ALL)),
            Reverts.of(of + "cold, each stalls", warm.with(LASTING).with(APART)),
            Reverts.of(of + "cold, then load for 8 s", warm.with(LASTING).with(LOAD)))
        .mapToLong(each -> each.millis().length)
        .sum();
  }

  private static Reverts slow(String of, World world, int from) {
    return Reverts.of("%s, slow from request %d on".formatted(of, from), world.slow(from, 1));
  }

  @Test
  void equalCanariesOfOneBoxStay() {
    assertThat(reverted(1)).isLessThanOrEqualTo((long) (9 * ROLLOUTS * FALSE_REVERT));
  }

  @Test
  void equalCanariesOfThreeBoxesStay() {
    assertThat(reverted(3)).isLessThanOrEqualTo((long) (9 * ROLLOUTS * FALSE_REVERT));
  }

  @Test
  void whatTurnsSlowAfterItHasAnsweredWellIsOutSoonThoughTheGraceIsNotOver() {
    World warm = new World(0.2, 1, Cold.NONE, Stalls.NONE);
    for (int from : new int[] {100, 400}) {
      Reverts slow = slow("warm", warm, from);
      assertThat(slow.millis()).hasSize(ROLLOUTS);
      assertThat(slow.median()).isLessThan(2_500);
      assertThat(slow.most()).isLessThan(4_000);
    }
  }

  @Test
  void whatIsSlowFromItsFirstRequestOnIsOutInHalfTheGrace() {
    Reverts slow = slow("cold for 3 s", new World(0.2, 1, BRIEF, Stalls.NONE), 0);
    assertThat(slow.millis()).hasSize(ROLLOUTS);
    assertThat(slow.median()).isLessThan(5_000);
  }

  @Test
  void stallsOfAllHideItForSomeSeconds() {
    Reverts slow = slow("cold for 3 s, all stall", new World(0.2, 1, BRIEF, OF_ALL), 100);
    assertThat(slow.millis()).hasSize(ROLLOUTS);
    assertThat(slow.median()).isLessThan(3_000);
  }

  @Test
  void ofWhichAThirdIsSlowIsOutWhenTheGraceIsOver() {
    World third = new World(0.2, 1, BRIEF, Stalls.NONE).slow(400, 0.33);
    Reverts slow = Reverts.of("a third slow from request 400 on", third);
    assertThat(slow.millis()).hasSize(ROLLOUTS);
    assertThat(slow.median()).isLessThan(5_000);
    Reverts first = Reverts.of("a third slow from the start", third.slow(0, 0.33));
    assertThat(first.median()).isBetween(10_000, 14_000);
  }
}
