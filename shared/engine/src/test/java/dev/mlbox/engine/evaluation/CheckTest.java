package dev.mlbox.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.gate.Gate;
import dev.mlbox.core.gate.GateParser;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.measure.Baseline;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Column;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.runtime.Models;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real models on the fixtures' rows. Figures: scikit-learn's answers counted in plain Python. */
class CheckTest {
  private static final Path FIXTURES = Path.of("../../src/examples/fixtures");
  private static final BaselineSource FIRST = new BaselineSource.None(true, "nothing is deployed");

  @TempDir private Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  private Contestant model(String fixture, String... features) {
    Predictor predictor = Models.load(ModelSpec.onnx(FIXTURES.resolve(fixture)));
    opened.add(predictor);
    return Contestant.live(
        new ModelFacts(Digest.of(fixture), 1_000L, List.of(features)), predictor);
  }

  private DataSource data(String text) throws IOException {
    Files.writeString(folder.resolve("test.csv"), text);
    DataSource data = DataSource.open(new Stated("test.csv", "mlbox.yaml:4"), folder);
    opened.add(data);
    return data;
  }

  private static String table() throws IOException {
    return Files.readString(FIXTURES.resolve("tiny-table.csv"));
  }

  private static EvaluateConfig config(String target, List<String> slices, String... gates) {
    return new EvaluateConfig(
        new Stated("test.csv", "mlbox.yaml:4"),
        new Stated(target, "mlbox.yaml:5"),
        null,
        null,
        null,
        null,
        null,
        stated(slices),
        List.of(),
        gates(slices, gates),
        30,
        1,
        0,
        null,
        "mlbox.yaml:3");
  }

  private static List<Gate> gates(List<String> slices, String... lines) {
    return Stream.of(lines)
        .map(line -> GateParser.parse(line, "mlbox.yaml:6", slices).gate().orElseThrow())
        .toList();
  }

  private static List<Stated> stated(List<String> lines) {
    return lines.stream().map(line -> new Stated(line, "mlbox.yaml:6")).toList();
  }

  private static CheckResult check(
      EvaluateConfig config, DataSource data, Contestant candidate, BaselineSource baseline) {
    return Check.run(
        new CheckRequest(config, data, candidate, baseline, () -> 1, null, MetricCommand.none()),
        RowProgress.SILENT);
  }

  private static Finding finding(CheckResult result) {
    assertThat(result.report().findings()).hasSize(1);
    return result.report().findings().get(0);
  }

  private static double metric(Evaluation evaluation, String name) {
    return Optional.ofNullable(evaluation.metrics().get(name)).orElseThrow().value();
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
            data(table()),
            model("tiny-binary.onnx"),
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
            data(table()),
            model("tiny-binary.onnx"),
            new BaselineSource.Model("v1", model("tiny-binary-zipmap.onnx"), null));

    assertThat(finding(result).verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.provableMargin())
        .contains("candidate and baseline predict the same in all 200 rows");
    assertThat(metric(result.baseline().orElseThrow(), "accuracy")).isEqualTo(0.835);
  }

  @Test
  void aCandidateThatIsWorseThanTheDeployedOneFails() throws IOException {
    DataSource data = data(table());
    Contestant good = model("tiny-binary.onnx");
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
    DataSource data = data(table());
    CheckResult before = check(config("bought", List.of()), data, model("tiny-binary.onnx"), FIRST);
    Baseline kept = EvaluationFiles.read(EvaluationFiles.write(before), "v1", "repository");

    CheckResult result =
        check(
            config("bought", List.of(), "accuracy >= baseline - 0.02"),
            data,
            model("tiny-binary-zipmap.onnx"),
            new BaselineSource.Stored(kept));

    assertThat(finding(result).verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.baseline()).contains(before.candidate());
    assertThat(result.provableMargin())
        .contains("candidate and baseline predict the same in all 200 rows");
  }

  @Test
  void answersToOtherRowsAreNotComparedWithRowByRow() throws IOException {
    CheckResult before =
        check(config("bought", List.of()), data(table()), model("tiny-binary.onnx"), FIRST);
    Baseline kept = EvaluationFiles.read(EvaluationFiles.write(before), "v1", "repository");

    CheckResult result =
        check(
            config("bought", List.of(), "accuracy >= baseline - 0.02"),
            data(table() + "red,M,100.05,23,1,pro\n"),
            model("tiny-binary.onnx"),
            new BaselineSource.Stored(kept));

    assertThat(result.provableMargin()).isEmpty();
    assertThat(finding(result).verdict()).isNotEqualTo(Verdict.PASS);
    assertThat(finding(result).message()).contains("the answers of v1 to these rows are not known");
  }

  @Test
  void onlyTheFirstModelEverPassesWithoutBaseline() throws IOException {
    EvaluateConfig config = config("bought", List.of(), "roc_auc >= baseline - 0.005");
    DataSource data = data(table());
    Contestant candidate = model("tiny-binary.onnx");

    assertThat(finding(check(config, data, candidate, FIRST)).verdict()).isEqualTo(Verdict.PASS);
    Finding unknown =
        finding(check(config, data, candidate, new BaselineSource.None(false, "it is lost")));
    assertThat(unknown.verdict()).isNotEqualTo(Verdict.PASS);
    assertThat(unknown.blocks()).isTrue();
    assertThat(unknown.message()).contains("it is lost");
  }

  @Test
  void columnsThatTheModelDoesNotWantAreNotGivenToIt() throws IOException {
    String more =
        table()
            .lines()
            .map(line -> "id" + line.length() + "," + line + ",x")
            .reduce("", (a, b) -> a + b + "\n");

    CheckResult result =
        check(config("bought", List.of()), data(more), model("tiny-binary.onnx"), FIRST);

    assertThat(result.asked().names()).containsExactly("color", "size", "weight", "visits");
    assertThat(metric(result.candidate(), "accuracy")).isEqualTo(0.835);
  }

  @Test
  void everyColumnThatIsMissingIsNamedAtOnceAndWhoseInputItIs() throws IOException {
    DataSource data = data("color,size,bought\nred,M,1\n");

    assertThatThrownBy(
            () -> check(config("bought", List.of()), data, model("tiny-binary.onnx"), FIRST))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
        .hasMessage(
            """
            the data have no column weight, an input of the model (mlbox.yaml:4); expected it in test.csv, which has color, size, bought
            the data have no column visits, an input of the model (mlbox.yaml:4); expected it in test.csv, which has color, size, bought""");
    assertThatThrownBy(
            () ->
                check(
                    config("bought", List.of()),
                    data,
                    Contestant.ready(
                        new ModelFacts(Digest.of("new"), null, List.of()),
                        Predictions.of(new Column.Whole(new long[] {1}))),
                    new BaselineSource.Model("v1", model("tiny-binary.onnx"), null)))
        .hasMessageStartingWith("the data have no column weight, an input of the deployed model (");
  }

  @Test
  void aMatrixIsFilledWithTheNumbersAndNeverWithTheTarget() throws IOException {
    String table = Files.readString(FIXTURES.resolve("tiny-matrix.csv"));

    CheckResult result =
        check(config("y", List.of()), data(table), model("tiny-matrix.onnx"), FIRST);

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
            () -> check(config("y", List.of()), data(more), model("tiny-matrix.onnx"), FIRST))
        .hasMessage(
            "the data have 5 numeric columns: a, b, c, d, e (input features of tiny-matrix.onnx);"
                + " expected 4; name the model's columns in their order under features");
    CheckResult named =
        check(
            config("y", List.of()),
            data(more),
            model("tiny-matrix.onnx", "a", "b", "c", "d"),
            FIRST);
    assertThat(metric(named.candidate(), "mean_absolute_error")).isCloseTo(0.382222, within(1e-6));
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
                data(many.toString()),
                model("tiny-multiclass.onnx"),
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
    DataSource data = data(table());

    assertThatThrownBy(
            () -> check(config("plan", List.of()), data, model("tiny-binary.onnx"), FIRST))
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
        check(config("bought", List.of()), data(table()), model("tiny-binary.onnx"), FIRST);
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
