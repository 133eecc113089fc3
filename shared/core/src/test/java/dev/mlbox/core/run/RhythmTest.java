package dev.mlbox.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Evidence;
import dev.mlbox.core.judge.LiveBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Rhythm rhythm = new Rhythm(INTERVAL);

  private static final Criterion ERRORS = Criterion.parse("errors > 1.5 * stable");

  private static Assessment says(Verdict verdict, double worse, Set<String> leftOut) {
    Evidence evidence =
        new Evidence(ERRORS, verdict, worse, 6, 0, 3, ArmOutcome.NONE, ArmOutcome.NONE, "");
    return new Assessment(List.of(evidence), false, leftOut);
  }

  private Duration after(double worse) {
    return rhythm.untilNextLook(says(Verdict.INCONCLUSIVE, worse, Set.of()), false);
  }

  @Test
  void looksFollowEachOtherSoonerWhileEvidenceGathers() {
    assertThat(after(1.4)).isEqualTo(INTERVAL);
    assertThat(after(1.5)).isEqualTo(Duration.ofMillis(200));
    assertThat(after(5.9)).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void looksFollowEachOtherSoonerWhileACanaryIsInDoubt() {
    Duration next = rhythm.untilNextLook(says(Verdict.PASS, 0, Set.of()), true);
    assertThat(next).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void nobodyLooksForMoreThanHalfOfTheTime() {
    rhythm.looked(Duration.ofMillis(350));
    assertThat(after(5)).isEqualTo(Duration.ofMillis(350));
    rhythm.looked(Duration.ofSeconds(20));
    assertThat(after(5)).isEqualTo(INTERVAL);
  }

  @Test
  void whatIsProvenOrLeftOutGathersNothing() {
    assertThat(rhythm.untilNextLook(says(Verdict.FAIL, 7, Set.of()), false)).isEqualTo(INTERVAL);
    assertThat(rhythm.untilNextLook(says(Verdict.INCONCLUSIVE, 5, Set.of(ERRORS.signal())), false))
        .isEqualTo(INTERVAL);
  }

  @Test
  void isWorthALookWhenBadAnswersMaySuffice() {
    // Each is one of three that could be: log 3 for each, and 6 are needed.
    Assessment nothing = says(Verdict.INCONCLUSIVE, 0, Set.of());
    double share = 0.25;
    assertThat(rhythm.worthALook(nothing, share)).hasValue(6);
    assertThat(rhythm.worthALook(says(Verdict.INCONCLUSIVE, 5.5, Set.of()), share)).hasValue(1);
    assertThat(rhythm.worthALook(nothing, 0.01)).as("few may do where few are usual").hasValue(2);
    assertThat(rhythm.worthALook(new Assessment(List.of(), false), share)).isEmpty();
  }

  /** The floor is behind, and an error counts much for it: one may do, where the ratio says 7. */
  @Test
  void eachConditionOfACriterionNeedsItsOwnNumber() {
    Criterion criterion = Criterion.parse("errors > 1.5 * stable and > 0.1%");
    assertThat(rhythm.worthALook(says(criterion, new Evidence.Sides(5.9, 2.5)), 0.5)).hasValue(1);
    assertThat(rhythm.worthALook(says(criterion, new Evidence.Sides(5.9, -9.0)), 0.5)).hasValue(3);
    assertThat(rhythm.worthALook(says(criterion, new Evidence.Sides(2.5, 5.9)), 0.5)).hasValue(7);
  }

  private static Assessment says(Criterion criterion, Evidence.Sides sides) {
    double worse =
        Math.min(Objects.requireNonNull(sides.ratio()), Objects.requireNonNull(sides.floor()));
    Evidence evidence =
        new Evidence(
            criterion,
            Verdict.INCONCLUSIVE,
            worse,
            6,
            0,
            3,
            ArmOutcome.NONE,
            ArmOutcome.NONE,
            "",
            sides);
    return new Assessment(List.of(evidence), false);
  }

  @Test
  void asManyBadAnswersAsUsualAreNotWorthALook() {
    Evidence evidence =
        new Evidence(
            ERRORS,
            Verdict.INCONCLUSIVE,
            0,
            6,
            0,
            3,
            new ArmOutcome(1000, 100, 0, 0),
            ArmOutcome.NONE,
            "");
    Instant began = Instant.EPOCH;
    ArmOutcome thousand = new ArmOutcome(500, 0, 0, 0);
    rhythm.requestsPerSecond(List.of(), began);
    rhythm.requestsPerSecond(
        List.of(new LiveBatch(0, 0, 0.25, thousand, thousand)), began.plusSeconds(1));
    assertThat(rhythm.worthALook(new Assessment(List.of(evidence), false), 0.25))
        .as("25 of 250 in a second, and twice as many may be chance")
        .hasValue(6 + 50);
  }

  @Test
  void nobodyLooksAgainAtOnceWhateverIsTold() {
    assertThat(rhythm.soonest()).isEqualTo(Duration.ofMillis(200));
    rhythm.looked(Duration.ofSeconds(20));
    assertThat(rhythm.soonest()).isEqualTo(INTERVAL);
  }
}
