package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.measure.LiveMix;
import dev.mlbox.core.measure.Slice;
import dev.mlbox.core.measure.Slicing;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code accuracy on live mix}: what a test set that no longer looks like the requests hides. */
class LiveMixTest {
  private static final GateRules RULES = new GateRules(30, 1, 0);

  private static Slicing plans(int free, int pro, int other) {
    return new Slicing(
        "plan",
        Slicing.Kind.COLUMN,
        List.of(
            new Slice("plan", "free", IntStream.range(0, free).toArray()),
            new Slice("plan", "pro", IntStream.range(free, free + pro).toArray()),
            new Slice("plan", "other", IntStream.range(free + pro, free + pro + other).toArray())));
  }

  /** 900 free rows of which 96 % are right, 100 of pro of which half are; the baseline is even. */
  private static Rows rows() {
    return new Rows()
        .add(864, true, true)
        .add(36, false, false)
        .add(50, true, true)
        .add(50, false, false);
  }

  private static LiveMix mix(int free, int pro, int other) {
    return LiveMix.of(plans(900, 100, 0), plans(free, pro, other)).orElseThrow();
  }

  private static double candidate(Finding finding) {
    return Objects.requireNonNull(finding.evidence().parts().get(0).comparison())
        .candidate()
        .value();
  }

  @Test
  void eachSliceCountsAsMuchAsItIsAskedFor() {
    Finding plain = rows().finding("accuracy >= 0.9", GatePolicy.USUAL, RULES);
    Finding live =
        rows()
            .live(mix(5_000, 5_000, 0))
            .finding("accuracy on live mix >= 0.9", GatePolicy.USUAL, RULES);

    assertThat(candidate(plain)).isCloseTo(0.914, within(1e-12));
    assertThat(plain.verdict()).isEqualTo(Verdict.PASS);
    // 0.5 · 0.96 + 0.5 · 0.5
    assertThat(candidate(live)).isCloseTo(0.73, within(1e-12));
    assertThat(live.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(live.message())
        .startsWith("accuracy on live mix 0.73 (95 % CI ")
        .endsWith("is below 0.9 (mlbox.yaml:8); the baseline has 0.73");
  }

  @Test
  void theSameMixChangesNothing() {
    Finding live =
        rows()
            .live(mix(9_000, 1_000, 0))
            .finding("accuracy on live mix >= 0.9", GatePolicy.USUAL, RULES);

    assertThat(candidate(live)).isCloseTo(0.914, within(1e-12));
  }

  @Test
  void requestsThatNoRowIsLikeAreCounted() {
    LiveMix mix = mix(600, 200, 200);

    assertThat(mix.requests()).isEqualTo(1_000);
    assertThat(mix.covered()).isEqualTo(0.8);
    assertThat(LiveMix.of(plans(900, 100, 0), plans(0, 0, 7))).isEmpty();
  }

  @Test
  void aComparisonWithTheBaselineIsOnTheMixToo() {
    Rows rows =
        new Rows()
            .add(900, true, true)
            .add(70, true, true)
            .add(30, false, true)
            .live(mix(5_000, 5_000, 0));

    Finding live = rows.finding("accuracy on live mix >= baseline - 0.05", GatePolicy.USUAL, RULES);

    assertThat(candidate(live)).isCloseTo(0.85, within(1e-12));
    assertThat(live.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(rows.finding("accuracy >= baseline - 0.05", GatePolicy.USUAL, RULES).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void withoutRequestsItIsAnError() {
    Finding finding = rows().finding("accuracy on live mix >= 0.9", GatePolicy.USUAL, RULES);

    assertThat(finding.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(GateParser.parse("model_bytes on live mix <= 5", "mlbox.yaml:8", List.of()).gate())
        .isEmpty();
    assertThat(
            GateParser.parse("accuracy on live mix by x >= 0.5", "mlbox.yaml:8", List.of("x"))
                .gate())
        .isEmpty();
  }

  @Test
  void fewRowsThatAllRequestsAreOfAreFew() {
    Rows rows = new Rows().add(30, true, true).add(470, true, false).add(470, false, true);
    LiveMix pro = LiveMix.of(plans(30, 940, 0), plans(9_990, 10, 0)).orElseThrow();

    assertThat(
            rows.live(pro)
                .finding("accuracy on live mix >= baseline - 0.01", GatePolicy.USUAL, RULES)
                .verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void requestsThatTheRowsDoNotHaveAreAnError() {
    Finding finding =
        rows()
            .live(mix(600, 200, 200))
            .finding("accuracy on live mix >= 0.1", GatePolicy.USUAL, RULES);

    assertThat(finding.message())
        .isEqualTo(
            "accuracy on live mix could not be judged: only 80 % of the requests are of a plan that"
                + " the rows have, 90 % are needed (mlbox.yaml:8)");
  }
}
