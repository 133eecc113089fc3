package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.measure.Slicing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProvableTest {
  private static final GateRules RULES = new GateRules(30, 1, 0);

  private static Optional<String> line(Rows rows, String... gates) {
    return line(rows.candidacy(), gates);
  }

  private static Optional<String> line(Candidacy candidacy, String... gates) {
    List<String> slices = candidacy.slicings().stream().map(Slicing::text).toList();
    Reference.Answered baseline = (Reference.Answered) candidacy.reference();
    List<Gate> asked =
        Stream.of(gates)
            .map(gate -> GateParser.parse(gate, "mlbox.yaml:8", slices).gate().orElseThrow())
            .toList();
    return new Provable(candidacy.answers(), baseline.answers(), 0.05)
        .line(GateJudge.judge(asked, candidacy, RULES));
  }

  private static Rows rows() {
    return new Rows().add(30, true, false).add(30, false, true).add(940, true, true);
  }

  @Test
  void ofAccuracyInPoints() {
    // (1.645 + 0.842) √(0.06/1000) = 0.0193
    assertThat(line(rows(), "accuracy >= baseline - 0.05"))
        .contains(
            "1,000 rows, 6 % answered differently: can prove a margin of 1.9 points of accuracy");
  }

  @Test
  void ofTheMetricThatIsComparedByItsOwnInterval() {
    assertThat(line(rows(), "f1 >= baseline - 0.05").orElseThrow())
        .matches("1,000 rows, 6 % answered differently: can prove a margin of 0\\.0\\d+ of f1");
    assertThat(line(rows(), "accuracy >= baseline - 0.05", "f1 >= baseline - 0.05").orElseThrow())
        .contains("1.9 points of accuracy, 0.0");
  }

  @Test
  void nothingIsSaidOfWhatNoGateCompares() {
    assertThat(line(rows(), "accuracy >= 0.5")).contains("1,000 rows, 6 % answered differently");
    assertThat(line(new Rows().add(100, true, true), "accuracy >= baseline - 0.05"))
        .contains("candidate and baseline predict the same in all 100 rows");
  }

  @Test
  void rowsOfAGroupThatDifferTogetherProveLess() {
    // 2.486 √(12 · 5²)/1000 = 0.0431: the 60 differing rows are of 12 groups of 5.
    assertThat(line(rows().inGroupsOf(5), "accuracy >= baseline - 0.05"))
        .contains(
            "1,000 rows in 200 groups of customer, 6 % answered differently: can prove a margin of"
                + " 4.3 points of accuracy");
  }

  @Test
  void rowsThatCountMuchProveLess() {
    // Six of the sixty rows that differ count a hundredfold: 2.486 √(6 · 100² + 54)/1594 = 0.382.
    Rows rows = rows().weighing(row -> row < 6 ? 100 : 1);

    assertThat(line(rows, "accuracy >= baseline - 0.05"))
        .contains(
            "1,000 rows with weights that make them worth 42, 6 % answered differently: can prove a"
                + " margin of 38 points of accuracy");
  }

  @Test
  void slicesHaveARangeOfTheirOwn() {
    Rows rows =
        new Rows()
            .add(30, true, false)
            .add(30, false, true)
            .add(840, true, true)
            .add(5, true, false)
            .add(5, false, true)
            .add(90, true, true);

    assertThat(
            line(
                    rows.candidacy(ThinSlicesTest.slicing(900, 100)),
                    "accuracy by plan >= baseline - 0.02")
                .orElseThrow())
        .matches(
            "1,000 rows, 7 % answered differently: can prove a margin of 2\\.\\d \\(p0\\) to"
                + " [89]\\.?\\d? points of accuracy \\(p1\\) by plan");
  }

  @Test
  void theLiveMixHasOneOfItsOwn() {
    Rows rows = rows().live(ThinSlicesTest.mix(new int[] {100, 900}, 900, 100));

    assertThat(line(rows, "accuracy on live mix >= baseline - 0.05").orElseThrow())
        .matches(".*can prove a margin of \\d+ points of accuracy on live mix");
  }

  @Test
  void noMarginIsBeyondTheMetric() {
    Rows rows =
        new Rows()
            .add(20, true, false)
            .add(20, false, true)
            .add(2, true, true)
            .weighing(row -> row == 0 ? 500 : 1);

    assertThat(line(rows, "accuracy >= baseline - 0.05").orElseThrow())
        .endsWith("can prove a margin of 100 points of accuracy");
  }
}
