package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.measure.Slice;
import dev.mlbox.core.measure.Slicing;
import dev.mlbox.core.stats.StudentT;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code evaluate.group}: rows of one customer are not as many customers. */
class DependentRowsTest {
  private static final GateRules RULES = new GateRules(30, 1, 0);
  private static final String LINE = "accuracy >= baseline - 0.02";

  private static Difference difference(Finding finding) {
    Comparison comparison = Objects.requireNonNull(finding.evidence().parts().get(0).comparison());
    return Objects.requireNonNull(comparison.difference());
  }

  @Test
  void theVarianceIsThatOfGroupSums() {
    // 4 customers with 50 rows each: one gains all, one loses all. d = 0, Σ(sums²) = 2·50²,
    // so the variance is 4/3 · 5000 / 200² = 1/6.
    Rows rows = new Rows().add(50, true, false).add(50, false, true).add(100, true, true);

    Difference difference = difference(rows.inGroupsOf(50).finding(LINE, GatePolicy.USUAL, RULES));

    assertThat(difference.estimate()).isZero();
    // t(0.975; 3) = 3.182446 of any table
    assertThat(difference.interval().upper())
        .isCloseTo(3.182446 * Math.sqrt(1 / 6.0), within(1e-5));
    assertThat(difference.method())
        .isEqualTo("influence values summed by customer, 4 groups, at least z²/(n + z²)");
  }

  @Test
  void oneCustomerWithMostRowsIsSaid() {
    Rows rows = new Rows().add(40, true, false).add(30, false, true).add(830, true, true);
    long[] baseline = {0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0};
    TwoModels models =
        TwoModels.classes(new long[12], new long[12], baseline)
            .grouped(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2);

    assertThat(difference(models.finding(LINE)).method())
        .isEqualTo(
            "influence values summed by customer, 3 groups of unlike sizes, as good as 2.5, at least z²/(n + z²)");
    assertThat(difference(rows.inGroupsOf(90).finding(LINE, GatePolicy.USUAL, RULES)).method())
        .isEqualTo("influence values summed by customer, 10 groups, at least z²/(n + z²)");
  }

  @Test
  void whatWouldTellIsCountedInGroups() {
    Rows rows = new Rows().add(60, true, false).add(60, false, true).add(880, true, true);

    Finding finding = rows.inGroupsOf(20).finding(LINE, GatePolicy.USUAL, RULES);

    // Three of 50 customers gain all, three lose all: one has a variance of 6/49 (20/1000·50)² =
    // 0.1224, and (1.645 + 0.842)² · 0.1224/0.02² = 1,892.
    assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(finding.message()).endsWith("; about 1,900 groups of customer would tell");
  }

  /** 1 − 0.05^(1/21): ln 0.05 = −2.9957, exp(−2.9957/21) = 0.8671. */
  @Test
  void aPassSaysWhatItsGroupsCanHide() {
    Rows rows = new Rows();
    for (int customer = 0; customer < 20; customer++) {
      rows.add(3, true, false).add(3, false, true).add(44, true, true);
    }
    // Each customer wins as much as it loses, and one of them a row more.
    rows.add(1, true, false).add(49, true, true);

    Finding finding = rows.inGroupsOf(50).finding(LINE, GatePolicy.USUAL, RULES);

    assertThat(finding.message())
        .isEqualTo(
            "accuracy 0.9429 against the baseline's 0.9419: +0.001 (95 % CI −0.001 … +0.009),"
                + " a drop of more than 0.02 is ruled out; a loss in fewer than 13 % of all groups"
                + " of customer can be missing from these 21");
  }

  @Test
  void slicesSayWhatTheFewestGroupsCanHide() {
    Rows rows = new Rows().add(2_000, true, true);
    Slice first = new Slice("carrier", "HA", IntStream.range(0, 500).toArray());
    Slice second = new Slice("carrier", "WN", IntStream.range(500, 2_000).toArray());
    Slicing slicing = new Slicing("carrier", Slicing.Kind.COLUMN, List.of(first, second));

    Finding finding =
        rows.inGroupsOf(20)
            .finding("accuracy by carrier >= baseline - 0.1", GatePolicy.USUAL, RULES, slicing);

    assertThat(finding.message())
        .isEqualTo(
            "accuracy by carrier: a drop of more than 0.1 is ruled out in all 2 slices; worst HA"
                + " 0.00 (95 % CI −0.13 … +0.13); a loss in fewer than 11 % of all groups of"
                + " customer can be missing from these 25 of HA");
  }

  @Test
  void groupsOfOneRowAreRows() {
    Rows rows = new Rows().add(60, true, false).add(60, false, true).add(3_880, true, true);
    Difference alone = difference(rows.finding(LINE, GatePolicy.USUAL, RULES));

    Difference grouped = difference(rows.inGroupsOf(1).finding(LINE, GatePolicy.USUAL, RULES));

    assertThat(grouped.interval().upper()).isCloseTo(alone.interval().upper(), within(1e-4));
  }

  @Test
  void whatRowsSeemToProveTheirGroupsDoNot() {
    Rows rows = new Rows().add(80, true, false).add(80, false, true).add(3_840, true, true);

    assertThat(rows.finding(LINE, GatePolicy.USUAL, RULES).verdict()).isEqualTo(Verdict.PASS);
    assertThat(rows.inGroupsOf(80).finding(LINE, GatePolicy.USUAL, RULES).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void oneGroupSaysNothing() {
    Finding finding =
        new Rows().add(100, true, true).inGroupsOf(100).finding(LINE, GatePolicy.USUAL, RULES);

    assertThat(finding.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(finding.message())
        .isEqualTo("accuracy could not be judged: all rows are of one customer (mlbox.yaml:8)");
  }

  @Test
  void aMarginThatCanBeProvenCountsGroups() {
    Candidacy rows = new Rows().add(100, true, false).add(900, true, true).candidacy();
    Candidacy grouped =
        new Rows().add(100, true, false).add(900, true, true).inGroupsOf(100).candidacy();

    double alone = margin(rows);
    assertThat(margin(grouped)).isCloseTo(10 * alone, within(1e-12));
  }

  private static double margin(Candidacy candidacy) {
    Reference.Answered baseline = (Reference.Answered) candidacy.reference();
    return ProvableMargin.of(candidacy.answers(), baseline.answers(), 0.05).orElseThrow().margin();
  }

  @Test
  void theIntervalCoversTheTruthAsOftenAsItSays() {
    int covered = 0;
    SplittableRandom random = new SplittableRandom(20261124);
    for (int run = 0; run < 400; run++) {
      Rows rows = new Rows();
      for (int customer = 0; customer < 40; customer++) {
        double mood = random.nextDouble();
        for (int i = 0; i < 12; i++) {
          boolean differs = random.nextDouble() < 0.2;
          boolean better = random.nextDouble() < mood;
          rows.add(1, !differs || better, !differs || !better);
        }
      }
      Finding finding = rows.inGroupsOf(12).finding(LINE, GatePolicy.USUAL, RULES);
      covered += difference(finding).interval().contains(0) ? 1 : 0;
    }
    // 95 % ± 3 standard errors; taken row by row it is about 82 %
    assertThat(covered / 400.0).isBetween(0.917, 0.983);
  }

  @Test
  void studentsTIsTheOneOfTheTables() {
    assertThat(StudentT.twoSided(0.95, 10)).isCloseTo(2.228139, within(1e-6));
    assertThat(StudentT.cdf(2.228139, 10)).isCloseTo(0.975, within(1e-7));
  }
}
