package dev.mlbox.engine.evaluation;

import static dev.mlbox.engine.evaluation.FixtureChecks.FIRST;
import static dev.mlbox.engine.evaluation.FixtureChecks.check;
import static dev.mlbox.engine.evaluation.FixtureChecks.config;
import static dev.mlbox.engine.evaluation.FixtureChecks.finding;
import static dev.mlbox.engine.evaluation.FixtureChecks.metric;
import static dev.mlbox.engine.evaluation.FixtureChecks.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.measure.Baseline;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Column;
import dev.mlbox.engine.data.DataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real models on the fixtures' rows. Figures: scikit-learn's answers counted in plain Python. */
class CheckTest {
  private FixtureChecks fixtures;

  @BeforeEach
  void open(@TempDir Path folder) {
    fixtures = new FixtureChecks(folder);
  }

  @AfterEach
  void close() throws Exception {
    fixtures.close();
  }

  /** The same answers with the first rows' turned round. */
  private static Contestant worse(Predictions answers, int rows) {
    long[] values = ((Column.Whole) answers.values()).values().clone();
    double[] probabilities = answers.probabilities().clone();
    for (int row = 0; row < rows; row++) {
      values[row] = 1 - values[row];
      for (int k = 0; k < 2; k++) {
        probabilities[2 * row + k] = 1 - answers.probabilities()[2 * row + k];
      }
    }
    return Contestant.ready(
        new ModelFacts(Digest.of("worse"), null, List.of()),
        new Predictions(new Column.Whole(values), answers.classes(), probabilities, 2));
  }

  @Test
  void aCandidateAloneIsMeasured() throws IOException {
    CheckResult result =
        check(
            config("bought", List.of("color"), "accuracy >= 0.8"),
            fixtures.data(table()),
            fixtures.model("tiny-binary.onnx"),
            FIRST);

    assertThat(metric(result.candidate(), "roc_auc")).isCloseTo(0.9147, within(1e-9));
    assertThat(metric(result.candidate(), "accuracy")).isEqualTo(0.835);
    assertThat(metric(result.candidate(), "model_bytes")).isEqualTo(1_000);
    assertThat(metric(result.candidate(), "predict_ms_p50")).isPositive();
    assertThat(result.candidate().slices())
        .extracting(slice -> slice.value() + " " + slice.rows())
        .hasSize(4)
        .contains("red 69");
    assertThat(result.baseline()).isEmpty();
    assertThat(finding(result).verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.asked().names()).containsExactly("color", "size", "weight", "visits");
  }

  @Test
  void theSameModelInOtherBytesIsNotWorse() throws IOException {
    CheckResult result =
        check(
            config("bought", List.of(), "roc_auc >= baseline - 0.1"),
            fixtures.data(table()),
            fixtures.model("tiny-binary.onnx"),
            new BaselineSource.Model("v1", fixtures.model("tiny-binary-zipmap.onnx"), null));

    assertThat(finding(result).verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.provableMargin())
        .contains("candidate and baseline predict the same in all 200 rows");
    assertThat(metric(result.baseline().orElseThrow(), "accuracy")).isEqualTo(0.835);
  }

  @Test
  void aCandidateThatIsWorseThanTheDeployedOneFails() throws IOException {
    DataSource data = fixtures.data(table());
    Contestant good = fixtures.model("tiny-binary.onnx");
    Predictions answers = check(config("bought", List.of()), data, good, FIRST).answers();

    CheckResult result =
        check(
            config("bought", List.of(), "accuracy >= baseline - 0.02"),
            data,
            worse(answers, 60),
            new BaselineSource.Model("v1", good, null));

    assertThat(finding(result).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.report().passes()).isFalse();
    assertThat(metric(result.candidate(), "accuracy")).isLessThan(0.7);
  }

  @Test
  void whatWasKeptOfADeployedModelIsComparedWithRowByRow() throws IOException {
    DataSource data = fixtures.data(table());
    CheckResult before =
        check(config("bought", List.of()), data, fixtures.model("tiny-binary.onnx"), FIRST);
    Baseline kept = EvaluationFiles.read(EvaluationFiles.write(before), "v1", "repository");

    CheckResult result =
        check(
            config("bought", List.of(), "accuracy >= baseline - 0.02"),
            data,
            fixtures.model("tiny-binary-zipmap.onnx"),
            new BaselineSource.Stored(kept));

    assertThat(finding(result).verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.baseline()).contains(before.candidate());
    assertThat(result.provableMargin())
        .contains("candidate and baseline predict the same in all 200 rows");
  }

  @Test
  void answersToOtherRowsAreNotComparedWithRowByRow() throws IOException {
    CheckResult before =
        check(
            config("bought", List.of()),
            fixtures.data(table()),
            fixtures.model("tiny-binary.onnx"),
            FIRST);
    Baseline kept = EvaluationFiles.read(EvaluationFiles.write(before), "v1", "repository");

    CheckResult result =
        check(
            config("bought", List.of(), "accuracy >= baseline - 0.02"),
            fixtures.data(table() + "red,M,100.05,23,1,pro\n"),
            fixtures.model("tiny-binary.onnx"),
            new BaselineSource.Stored(kept));

    assertThat(result.provableMargin()).isEmpty();
    assertThat(finding(result).verdict()).isNotEqualTo(Verdict.PASS);
    assertThat(finding(result).message()).contains("the answers of v1 to these rows are not known");
  }

  @Test
  void onlyTheFirstModelEverPassesWithoutBaseline() throws IOException {
    EvaluateConfig config = config("bought", List.of(), "roc_auc >= baseline - 0.005");
    DataSource data = fixtures.data(table());
    Contestant candidate = fixtures.model("tiny-binary.onnx");

    assertThat(finding(check(config, data, candidate, FIRST)).verdict()).isEqualTo(Verdict.PASS);
    Finding unknown =
        finding(check(config, data, candidate, new BaselineSource.None(false, "it is lost")));
    assertThat(unknown.verdict()).isNotEqualTo(Verdict.PASS);
    assertThat(unknown.blocks()).isTrue();
    assertThat(unknown.message()).contains("it is lost");
  }

  @Test
  void answersToSeveralBatchesAreInTheOrderOfTheRows() throws IOException {
    List<String> lines = table().lines().toList();
    StringBuilder many = new StringBuilder(lines.get(0) + "\n");
    int times = DataSource.BATCH / 200 + 1;
    for (int i = 0; i < times; i++) {
      lines.stream().skip(1).forEach(line -> many.append(line).append('\n'));
    }
    List<String> progress = new ArrayList<>();

    CheckResult result =
        Check.run(
            new CheckRequest(
                config("plan", List.of()),
                fixtures.data(many.toString()),
                fixtures.model("tiny-multiclass.onnx"),
                FIRST,
                () -> 1,
                null,
                MetricCommand.none()),
            (done, total) -> progress.add(done + " of " + total));

    assertThat(progress).containsExactly("50000 of 50200", "50200 of 50200");
    assertThat(metric(result.candidate(), "accuracy")).isEqualTo(0.715);
    assertThat(result.answers().rows()).isEqualTo(200 * times);
    for (int row = 0; row < 200; row++) {
      assertThat(result.answers().values().text(50_000 + row))
          .isEqualTo(result.answers().values().text(row));
    }
  }

  @Test
  void aTargetOfAnotherKindThanTheAnswersIsAProblem() throws IOException {
    DataSource data = fixtures.data(table());

    assertThatThrownBy(
            () -> check(config("plan", List.of()), data, fixtures.model("tiny-binary.onnx"), FIRST))
        .isInstanceOfSatisfying(
            MlboxException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(Fault.INVALID);
              assertThat(e.problems().get(0).where()).isNotNull();
            });
  }

  @Test
  void damagedAnswersAreAProblemAndNoBug() throws IOException {
    CheckResult result =
        check(
            config("bought", List.of()),
            fixtures.data(table()),
            fixtures.model("tiny-binary.onnx"),
            FIRST);
    Map<String, byte[]> files = new TreeMap<>(EvaluationFiles.write(result));
    files.put("answers.json.gz", "no gzip".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> EvaluationFiles.read(files, "v1", "repository"))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
        .hasMessage("damaged answers: Not in GZIP format (answers.json.gz of v1 (repository))");
    files.remove("answers.json.gz");
    @Nullable Predictions rows = EvaluationFiles.read(files, "v1", "repository").rows();
    assertThat(rows).isNull();
  }
}
