package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.measure.LiveMix;
import dev.mlbox.core.measure.LiveSlice;
import dev.mlbox.core.measure.Slice;
import dev.mlbox.core.measure.Slicing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Slices that many requests are of and few rows: their weight is no evidence. */
class ThinSlicesTest {
  private static final GateRules RULES = new GateRules(30, 1, 0);

  /** Slices of so many rows each, one after the other. */
  static Slicing slicing(int... sizes) {
    List<Slice> slices = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < sizes.length; i++) {
      int[] rows = IntStream.range(from, from + sizes[i]).toArray();
      slices.add(new Slice("plan", "p" + i, rows));
      from += sizes[i];
    }
    return new Slicing("plan", Slicing.Kind.COLUMN, slices);
  }

  static LiveMix mix(int[] rows, int... requests) {
    return LiveMix.of(slicing(rows), slicing(requests)).orElseThrow();
  }

  private static Finding judged(String line, Rows rows, LiveMix mix) {
    return rows.live(mix).finding(line, GatePolicy.USUAL, RULES);
  }

  @Test
  void oneRowIsNoProofOfEightyPercentOfTheRequests() {
    Rows rows = new Rows().add(1, true, true).add(950, true, true).add(49, false, false);
    LiveMix mix = mix(new int[] {1, 999}, 8_000, 2_000);

    Finding finding = judged("accuracy on live mix >= 0.9", rows, mix);

    assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(finding.message())
        .isEqualTo(
            "accuracy on live mix 0.9902 (95 % CI 0.3554 … 0.9926) is at least 0.9 on these rows, which"
                + " do not tell (mlbox.yaml:8); 80 % of the requests are of plan p0, of which there"
                + " is 1 row; about 22 rows of it would tell");
  }

  @Test
  void oneRowThatIsWrongIsNoProofEither() {
    Rows rows = new Rows().add(1, false, false).add(990, true, true).add(9, false, false);
    LiveMix mix = mix(new int[] {1, 999}, 8_000, 2_000);

    assertThat(judged("accuracy on live mix >= 0.5", rows, mix).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judged("accuracy on live mix >= 0.05", rows, mix).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aThinSliceOfFewRequestsDecidesNothing() {
    Rows rows = new Rows().add(1, false, false).add(970, true, true).add(29, false, false);
    LiveMix mix = mix(new int[] {1, 999}, 100, 9_900);

    assertThat(judged("accuracy on live mix >= 0.9", rows, mix).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aComparisonIsNotProvenByOneRow() {
    Rows rows = new Rows().add(1, true, true).add(900, true, true).add(50, true, false);
    LiveMix mix = mix(new int[] {1, 950}, 8_000, 2_000);

    Finding finding = judged("accuracy on live mix >= baseline - 0.02", rows, mix);

    assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(finding.message())
        .contains(
            "80 % of the requests are of plan p0, of which there is 1 row; about ",
            " rows of it would tell");
  }

  @Test
  void requestsThatNoRowIsLikeMayLoseAll() {
    Rows rows = new Rows().add(960, true, true).add(40, false, false);
    LiveMix mix = mix(new int[] {1_000, 0}, 9_200, 800);

    Finding finding = judged("accuracy on live mix >= 0.9", rows, mix);

    assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(finding.message())
        .endsWith(
            "8 % of the requests are of plan p1, of which there is no row; about 30 rows of it would tell");
    assertThat(judged("accuracy on live mix >= 0.85", rows, mix).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void manyThinSlicesOfLikeWeightAreLookedAtTogether() {
    int[] sizes = IntStream.range(0, 400).map(i -> 2).toArray();
    int[] requests = IntStream.range(0, 400).map(i -> 20).toArray();
    Rows rows = new Rows();
    for (int i = 0; i < 8; i++) {
      rows.add(95, true, true).add(5, false, false);
    }

    Finding finding = judged("accuracy on live mix >= 0.9", rows, mix(sizes, requests));

    assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
    assertThat(finding.message()).startsWith("accuracy on live mix 0.95 (95 % CI 0.93");
  }

  @Test
  void aPlainComparisonAsksForNoEvidenceHereEither() {
    Rows rows = new Rows().add(1, true, true).add(950, true, true).add(49, false, false);
    GatePolicy plain = new GatePolicy(false, false, true, true);

    assertThat(
            rows.live(mix(new int[] {1, 999}, 8_000, 2_000))
                .finding("accuracy on live mix >= 0.9", plain, RULES)
                .verdict())
        .isEqualTo(Verdict.PASS);
  }

  /** All rows of a customer are of one plan, and right or wrong together. */
  @Test
  void groupsAreTheUnitsOfASlice() {
    Rows rows = new Rows();
    for (int customer = 0; customer < 8; customer++) {
      rows.add(50, true, customer != 0).add(50, true, true);
    }
    LiveMix mix = mix(new int[] {400, 400}, 900, 100);

    assertThat(judged("accuracy on live mix >= 0.9", rows.inGroupsOf(100), mix).message())
        .contains("of which there are 400 rows; about ", " groups of customer of it would tell");
    assertThat(judged("accuracy on live mix >= 0.9", rows.inGroupsOf(1), mix).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void fewRequestsDoNotTellTheMix() {
    Rows rows = new Rows().add(480, true, true).add(20, false, false);
    rows.add(350, true, true).add(150, false, false);

    Finding few = judged("accuracy on live mix >= 0.9", rows, mix(new int[] {500, 500}, 4, 0));
    Finding many = judged("accuracy on live mix >= 0.9", rows, mix(new int[] {500, 500}, 400, 0));

    assertThat(few.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(few.message())
        .endsWith("; 4 requests alone tell the mix by plan; about 30 are needed");
    assertThat(many.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aWholeNumberIsTheSameSliceWithAPoint() {
    LiveMix mix =
        LiveMix.of(named(slicing(2, 2), "1", "2 × a"), named(slicing(3, 1), "1.0", "2.00 × a"))
            .orElseThrow();

    assertThat(mix.covered()).isEqualTo(1);
    assertThat(mix.slices())
        .containsExactly(new LiveSlice("1", 3, 2), new LiveSlice("2 × a", 1, 2));
  }

  private static Slicing named(Slicing slicing, String... names) {
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      slices.add(new Slice("plan", names[i], slicing.slices().get(i).rows()));
    }
    return new Slicing("plan", Slicing.Kind.COLUMN, slices);
  }
}
