package dev.mlbox.engine.evaluation;

import static dev.mlbox.engine.evaluation.FixtureChecks.FIRST;
import static dev.mlbox.engine.evaluation.FixtureChecks.FIXTURES;
import static dev.mlbox.engine.evaluation.FixtureChecks.check;
import static dev.mlbox.engine.evaluation.FixtureChecks.config;
import static dev.mlbox.engine.evaluation.FixtureChecks.metric;
import static dev.mlbox.engine.evaluation.FixtureChecks.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Column;
import dev.mlbox.engine.data.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which columns real models are given, and which of them are missed. */
class CheckInputsTest {
  private FixtureChecks fixtures;

  @BeforeEach
  void open(@TempDir Path folder) {
    fixtures = new FixtureChecks(folder);
  }

  @AfterEach
  void close() throws Exception {
    fixtures.close();
  }

  @Test
  void columnsThatTheModelDoesNotWantAreNotGivenToIt() throws IOException {
    String more =
        table()
            .lines()
            .map(line -> "id" + line.length() + "," + line + ",x")
            .reduce("", (a, b) -> a + b + "\n");

    CheckResult result =
        check(
            config("bought", List.of()),
            fixtures.data(more),
            fixtures.model("tiny-binary.onnx"),
            FIRST);

    assertThat(result.asked().names()).containsExactly("color", "size", "weight", "visits");
    assertThat(metric(result.candidate(), "accuracy")).isEqualTo(0.835);
  }

  @Test
  void everyColumnThatIsMissingIsNamedAtOnceAndWhoseInputItIs() throws IOException {
    DataSource data = fixtures.data("color,size,bought\nred,M,1\n");

    assertThatThrownBy(
            () ->
                check(config("bought", List.of()), data, fixtures.model("tiny-binary.onnx"), FIRST))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
        .hasMessage(
            """
            the data have no column weight, an input of the model (mlbox.yaml:4); expected it in test.csv, which has color, size, bought
            the data have no column visits, an input of the model (mlbox.yaml:4); expected it in test.csv, which has color, size, bought\
            """);
    assertThatThrownBy(
            () ->
                check(
                    config("bought", List.of()),
                    data,
                    Contestant.ready(
                        new ModelFacts(Digest.of("new"), null, List.of()),
                        Predictions.of(new Column.Whole(new long[] {1}))),
                    new BaselineSource.Model("v1", fixtures.model("tiny-binary.onnx"), null)))
        .hasMessageStartingWith("the data have no column weight, an input of the deployed model (");
  }

  @Test
  void aMatrixIsFilledWithTheNumbersAndNeverWithTheTarget() throws IOException {
    String table = Files.readString(FIXTURES.resolve("tiny-matrix.csv"));

    CheckResult result =
        check(
            config("y", List.of()),
            fixtures.data(table),
            fixtures.model("tiny-matrix.onnx"),
            FIRST);

    assertThat(result.asked().names()).containsExactly("a", "b", "c", "d");
    assertThat(metric(result.candidate(), "mean_absolute_error")).isCloseTo(0.382222, within(1e-6));
  }

  @Test
  void aMatrixWithOneColumnTooManyAsksForTheFeatures() throws IOException {
    String more =
        Files.readString(FIXTURES.resolve("tiny-matrix.csv"))
            .replace("y\n", "y,e\n")
            .replaceAll("(?m)(\\d)$", "$1,7");

    assertThatThrownBy(
            () ->
                check(
                    config("y", List.of()),
                    fixtures.data(more),
                    fixtures.model("tiny-matrix.onnx"),
                    FIRST))
        .hasMessage(
            "the data have 5 numeric columns: a, b, c, d, e (input features of tiny-matrix.onnx);"
                + " expected 4; name the model's columns in their order under features");
    CheckResult named =
        check(
            config("y", List.of()),
            fixtures.data(more),
            fixtures.model("tiny-matrix.onnx", "a", "b", "c", "d"),
            FIRST);
    assertThat(metric(named.candidate(), "mean_absolute_error")).isCloseTo(0.382222, within(1e-6));
  }
}
