package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatelyTest {
  private static final Instant T0 = Instant.parse("2026-11-29T08:00:00Z");
  private static final List<Criterion> USUAL =
      List.of(
          Criterion.parse("errors > 1.5 * stable and > 0.5%"),
          Criterion.parse("slow > 2 * stable"));

  private final Lately lately = new Lately(USUAL, false);

  private static LiveBatch batch(int step, double share, ArmOutcome stable, ArmOutcome canary) {
    return new LiveBatch(0, step, share, stable, canary);
  }

  private static ArmOutcome errors(long requests, long errors) {
    return new ArmOutcome(requests, errors, requests, 0);
  }

  private void look(int second, long stableErrors, long canaryErrors) {
    lately.add(
        T0.plusSeconds(second), batch(0, 0.2, errors(160, stableErrors), errors(40, canaryErrors)));
  }

  @Test
  void nothingIsSaidOfACanaryThatIsAsGood() {
    look(1, 0, 0);
    look(2, 2, 1);
    assertThat(lately.unrest()).isEmpty();
  }

  /** Evidence that a whole minute of good answers would hide. */
  @Test
  void aFaultThatHasJustBegunIsSeen() {
    for (int second = 0; second < 15; second++) {
      look(second, 0, 0);
    }
    look(15, 0, 4);
    assertThat(lately.unrest())
        .isEqualTo(
            "of late, errors 10.00 % of the canary's requests (4 of 40), 0.00 % of the stable's (0 of 160)");
  }

  @Test
  void aFewNowAndThenAreSeenTogether() {
    for (int second = 0; second < 10; second++) {
      look(second, 0, 1);
    }
    assertThat(lately.unrest()).startsWith("of late, errors 2.50 %");
  }

  @Test
  void itIsOverWhenItIsOver() {
    look(0, 0, 4);
    look(1, 0, 0);
    assertThat(lately.unrest()).contains("(4 of 80)");
    for (int second = 2; second < 10; second++) {
      look(second, 0, 0);
    }
    assertThat(lately.unrest()).isEmpty();
  }

  @Test
  void whatIsLongAgoHadItsTimeToBeProven() {
    look(0, 0, 40);
    look(20, 0, 0);
    assertThat(lately.unrest()).isNotEmpty();
    look(21, 0, 0);
    assertThat(lately.unrest()).isEmpty();
  }

  @Test
  void whatBothSufferFromIsNoFaultOfTheCanarys() {
    look(1, 16, 4);
    assertThat(lately.unrest()).isEmpty();
  }

  @Test
  void belowTheFloorNothingIsWrong() {
    lately.add(T0, batch(0, 0.2, errors(16_000, 0), errors(4_000, 20)));
    assertThat(lately.unrest()).isEmpty();
  }

  @Test
  void beingSlowIsSeenToo() {
    lately.add(T0, batch(0, 0.2, new ArmOutcome(160, 0, 160, 1), new ArmOutcome(40, 0, 40, 9)));
    assertThat(lately.unrest()).startsWith("of late, slow 22.50 %");
  }

  @Test
  void anotherStepAndCopiesAreForgotten() {
    look(1, 0, 4);
    lately.add(T0.plusSeconds(2), batch(LiveBatch.SHADOW, 0.5, errors(9, 0), errors(9, 9)));
    assertThat(lately.unrest()).contains("(4 of 40)");
    lately.add(T0.plusSeconds(2), batch(1, 0.5, errors(100, 0), errors(100, 0)));
    assertThat(lately.unrest()).isEmpty();
  }

  @Test
  void whereOthersSplitTheShareIsTheObservedOne() {
    Lately observing = new Lately(USUAL, true);
    // Asked for 20 %, but half of the requests came: as many errors as the stable version's.
    observing.add(T0, batch(0, 0.2, errors(100, 6), errors(100, 6)));
    assertThat(observing.unrest()).isEmpty();
  }

  @Test
  void anEqualCanaryIsSeldomDoubted() {
    SplittableRandom random = new SplittableRandom(20261129);
    int doubted = 0;
    int looks = 20_000;
    for (int second = 0; second < looks; second++) {
      look(second, bad(160, random), bad(40, random));
      doubted += lately.unrest().isEmpty() ? 0 : 1;
    }
    assertThat((double) doubted / looks).isLessThan(0.02);
  }

  private static long bad(int requests, SplittableRandom random) {
    return random.doubles(requests).filter(each -> each < 0.01).count();
  }
}
