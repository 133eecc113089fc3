package dev.mlbox.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Evidence;
import java.time.Duration;
import java.util.List;
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
}
