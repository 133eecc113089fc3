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

  private final Lately lately = new Lately(USUAL);

  private Instant now = T0;

  private String unrest() {
    return lately.unrest(now, false);
  }

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
    assertThat(unrest()).isEmpty();
  }

  /** Evidence that a whole minute of good answers would hide. */
  @Test
  void aFaultThatHasJustBegunIsSeen() {
    for (int second = 0; second < 15; second++) {
      look(second, 0, 0);
    }
    look(15, 0, 4);
    assertThat(unrest())
        .isEqualTo(
            "of late, errors 10.00 % of the canary's requests (4 of 40), 0.00 % of the stable's (0 of 160)");
  }

  @Test
  void aFewNowAndThenAreSeenTogether() {
    for (int second = 0; second < 10; second++) {
      look(second, 0, 1);
    }
    assertThat(unrest()).startsWith("of late, errors 2.50 %");
  }

  @Test
  void itIsOverWhenItIsOver() {
    look(0, 0, 4);
    look(1, 0, 0);
    assertThat(unrest()).contains("(4 of 80)");
    for (int second = 2; second < 10; second++) {
      look(second, 0, 0);
    }
    assertThat(unrest()).isEmpty();
  }

  @Test
  void whatIsLongAgoHadItsTimeToBeProven() {
    look(0, 0, 40);
    look(20, 0, 0);
    assertThat(unrest()).isNotEmpty();
    look(21, 0, 0);
    assertThat(unrest()).isEmpty();
  }

  @Test
  void whatBothSufferFromIsNoFaultOfTheCanarys() {
    look(1, 16, 4);
    assertThat(unrest()).isEmpty();
  }

  @Test
  void belowTheFloorNothingIsWrong() {
    lately.add(T0, batch(0, 0.2, errors(16_000, 0), errors(4_000, 20)));
    assertThat(unrest()).isEmpty();
  }

  /** What hangs is not counted yet. */
  @Test
  void requestsOfWhichNothingIsHeardAreADoubt() {
    lately.add(T0, batch(0, 0.2, errors(160, 0), errors(15, 0)));
    assertThat(unrest())
        .isEqualTo(
            "of late, the canary was given 20.00 % of the requests, and only 15 of 175 are answered");
  }

  @Test
  void withoutRequestsADoubtEndsByItself() {
    look(0, 0, 40);
    now = T0.plusSeconds(20);
    assertThat(unrest()).isNotEmpty();
    now = T0.plusSeconds(21);
    assertThat(unrest()).isEmpty();
  }

  @Test
  void whatStillComesOfALowerWeightChangesNothing() {
    lately.add(T0, batch(0, 0.5, errors(40, 0), errors(40, 12)));
    lately.add(T0, batch(0, 0.2, errors(1, 0), errors(0, 0)));
    assertThat(unrest()).contains("(12 of 40)");
  }

  @Test
  void aTimeThatIsReadALookAfterItsRequestIsNoDoubt() {
    ArmOutcome late = new ArmOutcome(0, 0, 1, 1);
    lately.add(T0, batch(0, 0.2, ArmOutcome.NONE, late));
    assertThat(lately.unrest(T0, true)).isEmpty();
  }

  @Test
  void beingSlowIsSeenToo() {
    lately.add(T0, batch(0, 0.2, new ArmOutcome(160, 0, 160, 1), new ArmOutcome(40, 0, 40, 9)));
    assertThat(unrest()).startsWith("of late, slow 22.50 %");
  }

  @Test
  void anotherStepAndCopiesAreForgotten() {
    look(1, 0, 4);
    lately.add(T0.plusSeconds(2), batch(LiveBatch.SHADOW, 0.5, errors(9, 0), errors(9, 9)));
    assertThat(unrest()).contains("(4 of 40)");
    lately.add(T0.plusSeconds(2), batch(1, 0.5, errors(100, 0), errors(100, 0)));
    assertThat(unrest()).isEmpty();
  }

  @Test
  void whereOthersSplitTheShareIsTheObservedOne() {
    Lately observing = new Lately(USUAL);
    // Asked for 20 %, but half of the requests came: as many errors as the stable version's.
    observing.add(T0, batch(0, 0.2, errors(100, 6), errors(100, 6)));
    assertThat(observing.unrest(T0, true)).isEmpty();
  }

  @Test
  void anEqualCanaryIsSeldomDoubted() {
    SplittableRandom random = new SplittableRandom(20261129);
    int doubted = 0;
    int looks = 20_000;
    for (int second = 0; second < looks; second++) {
      look(second, bad(160, random), bad(40, random));
      doubted += unrest().isEmpty() ? 0 : 1;
    }
    assertThat((double) doubted / looks).isLessThan(0.02);
  }

  private static long bad(int requests, SplittableRandom random) {
    return random.doubles(requests).filter(each -> each < 0.01).count();
  }
}
