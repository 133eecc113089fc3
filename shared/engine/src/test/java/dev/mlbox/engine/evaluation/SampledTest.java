package dev.mlbox.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.gate.Gate;
import dev.mlbox.core.gate.GateParser;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Column;
import dev.mlbox.engine.data.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampledTest {
  @TempDir Path folder;

  @Test
  void rowsCountAsTheirWeightSays() throws IOException {
    CheckResult result =
        check(
            "y,w\n1,1\n0,2\n1,3\n0,0\n", config("w", null, "accuracy >= 0.5"), classes(1, 0, 0, 1));

    // (1 + 2) of 6.
    assertThat(value(result, "accuracy")).isCloseTo(0.5, within(1e-12));
    // 3 of the 4 of class 1 are called 0, nobody of class 0 who counts is wrong.
    assertThat(value(result, "recall")).isCloseTo(0.25, within(1e-12));
    assertThat(result.report().passes()).isTrue();
  }

  @Test
  void aWeightBelowZeroIsRefused() {
    assertThatThrownBy(() -> check("y,w\n1,1\n0,-2\n", config("w", null), classes(1, 0)))
        .isInstanceOf(MlboxException.class)
        .hasMessage("weight column w is -2 in row 2 (rows.csv); expected a number from 0 up");
  }

  @Test
  void aWeightThatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> check("y,w\n1,1.5\n0,NaN\n", config("w", null), classes(1, 0)))
        .isInstanceOf(MlboxException.class)
        .hasMessage("weight column w is NaN in row 2 (rows.csv); expected a number from 0 up");
    assertThatThrownBy(() -> check("y,w\n1,much\n0,little\n", config("w", null), classes(1, 0)))
        .isInstanceOf(MlboxException.class)
        .hasMessage(
            "weight column w holds text (much in row 1) (rows.csv); expected numbers from 0 up");
  }

  @Test
  void weightsThatAreAllZeroAreRefused() {
    assertThatThrownBy(() -> check("y,w\n1,0\n0,0\n", config("w", null), classes(1, 0)))
        .isInstanceOf(MlboxException.class)
        .hasMessage(
            "weight column w is 0 in all 2 rows (rows.csv); expected a weight above 0 somewhere");
  }

  @Test
  void rowsAreRankedWithinTheirQuery() throws IOException {
    String rows = "y,q\n2.5,a\n0,a\n1.5,b\n0,b\n";
    Predictions scores = numbers(0.9, 0.1, 0.2, 0.3);

    CheckResult result = check(rows, config(null, "q", "mrr >= 0.7", "ndcg@1 >= 0.5"), scores);

    assertThat(value(result, "mrr")).isCloseTo(0.75, within(1e-12));
    assertThat(value(result, "ndcg@1")).isCloseTo(0.5, within(1e-12));
    assertThat(result.report().passes()).isTrue();
  }

  @Test
  void aRankingMetricNeedsToKnowItsQueries() throws IOException {
    CheckResult result =
        check("y,q\n2.5,a\n0,a\n", config(null, null, "ndcg@5 >= 0.7"), numbers(0.9, 0.1));

    assertThat(result.report().findings().get(0).message())
        .isEqualTo(
            "ndcg@5 could not be judged: it needs evaluate.query, the column that tells queries"
                + " apart (mlbox.yaml:6)");
  }

  private CheckResult check(String rows, EvaluateConfig config, Predictions answers)
      throws IOException {
    Files.writeString(folder.resolve("rows.csv"), rows);
    try (DataSource data = DataSource.open(config.data(), folder)) {
      Contestant candidate =
          Contestant.ready(new ModelFacts(Digest.of("model"), null, List.of()), answers);
      BaselineSource first = new BaselineSource.None(true, "nothing is deployed");
      return Check.run(
          new CheckRequest(config, data, candidate, first, () -> 1, null, MetricCommand.none()),
          RowProgress.SILENT);
    }
  }

  private static double value(CheckResult result, String metric) {
    Measured measured = Objects.requireNonNull(result.candidate().metrics().get(metric));
    return measured.value();
  }

  private static Predictions classes(long... values) {
    return new Predictions(new Column.Whole(values), List.of(), new double[0], 0);
  }

  private static Predictions numbers(double... values) {
    return new Predictions(new Column.Real(values), List.of(), new double[0], 0);
  }

  private static EvaluateConfig config(
      @Nullable String weight, @Nullable String query, String... gates) {
    return new EvaluateConfig(
        new Stated("rows.csv", "mlbox.yaml:4"),
        new Stated("y", "mlbox.yaml:5"),
        null,
        null,
        null,
        weight == null ? null : new Stated(weight, "mlbox.yaml:5"),
        query == null ? null : new Stated(query, "mlbox.yaml:5"),
        List.of(),
        List.of(),
        Stream.of(gates).map(SampledTest::gate).toList(),
        30,
        1,
        0,
        null,
        "mlbox.yaml:3");
  }

  private static Gate gate(String line) {
    return GateParser.parse(line, "mlbox.yaml:6", List.of()).gate().orElseThrow();
  }
}
