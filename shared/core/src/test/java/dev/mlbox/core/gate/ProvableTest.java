package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProvableTest {
  private static final GateRules RULES = new GateRules(30, 1, 0);

  private static Optional<String> line(Rows rows, String... gates) {
    Candidacy candidacy = rows.candidacy();
    Reference.Answered baseline = (Reference.Answered) candidacy.reference();
    List<Gate> asked =
        Stream.of(gates)
            .map(gate -> GateParser.parse(gate, "mlbox.yaml:8", List.of()).gate().orElseThrow())
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
}
