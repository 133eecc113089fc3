package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceboTest {
  private static final Judge JUDGE =
      new Judge(List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%")), 0.01, 1);

  private static ArmOutcome of(long requests, long bad) {
    return new ArmOutcome(requests, bad, 0, 0);
  }

  private static Evidence judged(ArmOutcome canary, ArmOutcome first, ArmOutcome... others) {
    Map<String, ArmOutcome> boxes = new java.util.TreeMap<>(Map.of("pod-0", first));
    for (int i = 0; i < others.length; i++) {
      boxes.put("pod-" + (i + 1), others[i]);
    }
    ArmOutcome stable = boxes.values().stream().reduce(ArmOutcome.NONE, ArmOutcome::plus);
    double share = (double) canary.requests() / (canary.requests() + stable.requests());
    LiveBatch batch = new LiveBatch(0, 0, share, stable, canary, boxes, LiveBatch.REQUESTS);
    return JUDGE.assess(List.of(batch)).evidence().get(0);
  }

  @Test
  void aBadCanaryBesideBoxesThatAreAlikeIsReverted() {
    Evidence evidence =
        judged(of(10_000, 300), of(10_000, 100), of(10_000, 96), of(10_000, 104), of(10_000, 99));
    assertThat(evidence.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(evidence.note()).isEmpty();
  }

  @Test
  void theSameCanaryIsNothingUnusualWhereBoxesDifferAsMuch() {
    Evidence evidence =
        judged(of(10_000, 260), of(10_000, 60), of(10_000, 150), of(10_000, 70), of(10_000, 120));
    assertThat(evidence.logWorse()).isGreaterThan(evidence.logWorseNeeded());
    assertThat(evidence.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(evidence.message())
        .isEqualTo(
            "errors 2.60 % of the canary's requests (260 of 10,000), 1.00 % of the stable's (400 of"
                + " 40,000); `errors > 1.5 * stable and > 0.5%` is neither proven nor ruled out; the"
                + " stable version's boxes differ among themselves, by so much that one 3.3 times"
                + " as bad as the others is nothing unusual, and that the canary is worse than that"
                + " is not proven");
  }

  @Test
  void oneBoxThatIsAsBadAsTheCanarySpeaksForTheCanary() {
    Evidence evidence =
        judged(of(10_000, 400), of(10_000, 50), of(10_000, 390), of(10_000, 50), of(10_000, 50));
    assertThat(evidence.logWorse()).isGreaterThan(evidence.logWorseNeeded());
    assertThat(evidence.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(evidence.note())
        .isEqualTo(
            "the same is true of pod-1 beside the stable version's other boxes, so that the boxes"
                + " differ, not the versions; replace that box");
  }

  @Test
  void aCanaryThatFailsEveryRequestIsRevertedHoweverMuchBoxesDiffer() {
    Evidence evidence =
        judged(of(200, 200), of(10_000, 60), of(10_000, 390), of(10_000, 70), of(10_000, 120));
    assertThat(evidence.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void theBoxThatHoldsMostErrorsIsNamed() {
    Evidence evidence = judged(of(10_000, 100), of(10_000, 9), of(10_000, 390), of(10_000, 11));
    assertThat(evidence.message())
        .endsWith("; most errors of the stable version are of its box pod-1");
  }
}
