package dev.mlbox.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.data.DataFinding;
import dev.mlbox.core.data.DataProfile;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.table.DataType;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.data.Profiling;
import dev.mlbox.engine.project.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, looked at before a model is. */
class DataReviewTest {
  @TempDir private Path folder;
  private TinyProject tiny;

  @BeforeEach
  void project() throws IOException {
    tiny = new TinyProject(folder);
  }

  private DataReview.Reviewed review(
      List<String> inputs, Optional<DataProfile> before, String... settings) {
    Project project = tiny.project(settings);
    try (DataSource data = DataSource.open(project.config().evaluate().data(), folder)) {
      return new DataReview(project, data).review(inputs, before, null);
    }
  }

  private static List<String> lines(DataReview.Reviewed reviewed, DataFinding.Kind kind) {
    return reviewed.findings().stream()
        .filter(finding -> finding.kind() == kind)
        .map(DataFinding::line)
        .toList();
  }

  /** The table with one more column. */
  private void column(String name, java.util.function.Function<String, String> value)
      throws IOException {
    List<String> rows = tiny.read("test.csv").lines().toList();
    tiny.write(
        "test.csv",
        rows.get(0)
            + ","
            + name
            + "\n"
            + rows.stream()
                .skip(1)
                .map(row -> row + "," + value.apply(row))
                .collect(Collectors.joining("\n"))
            + "\n");
  }

  private void allRed() throws IOException {
    String rows = tiny.read("test.csv").replaceAll("(?m)^\\w+,", "red,");
    tiny.write("test.csv", rows.replaceFirst("^red,", "color,"));
  }

  @Test
  void aColumnMadeFromTheTargetLeaks() throws IOException {
    int bought = tiny.read("test.csv").lines().findFirst().orElseThrow().indexOf("bought");
    assertThat(bought).isPositive();
    List<String> header =
        List.of(tiny.read("test.csv").lines().findFirst().orElseThrow().split(","));
    int place = header.indexOf("bought");
    column("paid", row -> row.split(",", -1)[place].equals("1") ? "9.5" : "0.5");
    column("same", row -> "7");

    DataReview.Reviewed reviewed = review(List.of("weight", "paid", "same"), Optional.empty());

    assertThat(lines(reviewed, DataFinding.Kind.LEAKAGE))
        .containsExactly(
            "column paid alone tells bought with a roc_auc of 1.0000: was it known before bought"
                + " was?; such as row 1: bought 1, paid 9.5, color red, size M, weight 100.05,"
                + " visits 23; row 5: bought 0, paid 0.5, color blue, size S, weight 53.48, visits"
                + " 13");
    assertThat(lines(reviewed, DataFinding.Kind.CONSTANT))
        .singleElement()
        .asString()
        .startsWith(
            "column same, an input of the model, has one value in all 200 rows; such as row 1: same"
                + " 7, ");
    assertThat(lines(reviewed, DataFinding.Kind.LABELS))
        .singleElement()
        .asString()
        .startsWith("bo");
  }

  @Test
  void rowsThatAreThereTwiceAreCountedAndShown() throws IOException {
    String last = tiny.read("test.csv").lines().reduce((a, b) -> b).orElseThrow();
    tiny.write("test.csv", tiny.read("test.csv").stripTrailing() + "\n" + last + "\n");

    String found = lines(review(List.of(), Optional.empty()), DataFinding.Kind.DUPLICATES).get(0);

    assertThat(found)
        .startsWith(
            "1 of 201 rows (0.5 %) are there before, equal in every column; such as row 201:");
    assertThat(found).contains(", color " + last.split(",", -1)[0]);
  }

  @Test
  void rowsThatTheModelWasTrainedOnAreCounted() throws IOException {
    List<String> rows = tiny.read("test.csv").lines().toList();
    tiny.write("train.csv", String.join("\n", rows.subList(0, 41)) + "\n");
    tiny.write(
        "mlbox.yaml",
        tiny.read("mlbox.yaml")
            .replace(
                "load: model.onnx",
                "train: {run: python train.py, inputs: [train.csv, none.csv, train.py], output:"
                    + " m.onnx}"));

    String found = lines(review(List.of(), Optional.empty()), DataFinding.Kind.SHARED_ROWS).get(0);

    assertThat(found)
        .startsWith(
            "40 of 200 rows (20 %) are in train.csv too, equal in all 6 columns that both have;"
                + " such as row 1: ");
  }

  @Test
  void rowsOfFewValuesAreInBothFilesWithoutALeak() throws IOException {
    String header = "color,bought\n";
    tiny.write("test.csv", header + "red,1\nblue,0\nred,0\nblue,1\n".repeat(5));
    tiny.write("train.csv", header + "blue,1\nred,1\nblue,0\nred,0\n".repeat(9));
    tiny.write(
        "mlbox.yaml",
        tiny.read("mlbox.yaml")
            .replace(
                "load: model.onnx",
                "train: {run: python train.py, inputs: [train.csv, train.py], output: m.onnx}"));

    assertThat(lines(review(List.of(), Optional.empty()), DataFinding.Kind.SHARED_ROWS)).isEmpty();
  }

  @Test
  void rowsThatAreNoLongerWhatTheyWereDriftAndColumnsThatChangedAreNamed() throws IOException {
    DataProfile before = review(List.of(), Optional.empty()).profile();
    assertThat(lines(review(List.of(), Optional.of(before)), DataFinding.Kind.DRIFT)).isEmpty();
    allRed();
    column("new", row -> "x" + row.length());

    DataReview.Reviewed reviewed = review(List.of(), Optional.of(before));

    assertThat(lines(reviewed, DataFinding.Kind.DRIFT))
        .singleElement()
        .asString()
        .startsWith("column color is unlike the baseline's data: stability index ")
        .contains("green now 0 % of rows, then 34 %; such as row 1: color red, size M, ");
    assertThat(lines(reviewed, DataFinding.Kind.SCHEMA))
        .singleElement()
        .asString()
        .startsWith("columns since the last evaluation: new is new; such as row 1: new x");
  }

  @Test
  void numbersAreCountedInTenths() throws IOException {
    StringBuilder rows = new StringBuilder("x,y\n");
    for (int i = 1; i <= 100; i++) {
      rows.append(i).append(".5,").append(i % 2 == 0 ? "" : "a").append('\n');
    }
    tiny.write("hundred.csv", rows.toString());
    Project project = tiny.project("evaluate.data=hundred.csv");
    try (DataSource data = DataSource.open(project.config().evaluate().data(), folder)) {
      DataProfile profile = Profiling.of(data);

      assertThat(profile.columns().get(0).bounds())
          .containsExactly(10.5, 20.5, 30.5, 40.5, 50.5, 60.5, 70.5, 80.5, 90.5);
      assertThat(profile.columns().get(0).counts())
          .containsExactly(10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 0L);
      assertThat(profile.columns().get(1).counts()).containsExactly(50L, 0L, 50L);
      assertThat(Profiling.of(data, profile)).isEqualTo(profile);
    }
  }

  @Test
  void manyDifferentNumbersAreCountedInTenthsToo() throws IOException {
    StringBuilder rows = new StringBuilder("x,y\n");
    for (int i = 1; i <= 30_000; i++) {
      rows.append(i).append(".5,").append("id").append(i).append('\n');
    }
    tiny.write("many.csv", rows.toString());
    Project project = tiny.project("evaluate.data=many.csv");
    try (DataSource data = DataSource.open(project.config().evaluate().data(), folder)) {
      DataProfile profile = Profiling.of(data);

      assertThat(profile.columns().get(0).distinct()).isEqualTo(30_000);
      assertThat(profile.columns().get(0).bounds()).startsWith(3_000.5).endsWith(27_000.5);
      assertThat(profile.columns().get(0).counts())
          .containsExactly(
              3_000L, 3_000L, 3_000L, 3_000L, 3_000L, 3_000L, 3_000L, 3_000L, 3_000L, 3_000L, 0L);
      assertThat(profile.columns().get(1).values()).hasSize(20);
      assertThat(profile.columns().get(1).counts()).endsWith(29_980L, 0L);
      assertThat(Profiling.of(data, profile)).isEqualTo(profile);
    }
  }

  @Test
  void valuesThatTheModelCannotReadAreCountedAndShown() throws IOException {
    column("age", row -> row.startsWith("red") ? "old" : "40.5");
    Project project = tiny.project();
    Signature.Field age = new Signature.Field("age", DataType.REAL, 1);
    long red = tiny.read("test.csv").lines().filter(row -> row.startsWith("red")).count();

    try (DataSource data = DataSource.open(project.config().evaluate().data(), folder)) {
      DataReview.Reviewed reviewed =
          new DataReview(project, data, List.of(age)).review(List.of(), Optional.empty(), null);

      assertThat(lines(reviewed, DataFinding.Kind.SCHEMA).get(0))
          .startsWith("column age is text, the model takes numbers: " + red + " of 200 rows")
          .containsPattern(
              "do not fit; such as row \\d+: age old, color red, .*; row \\d+: age old, ");
    }
  }

  @Test
  void whatIsFoundIsToldAndReported() throws IOException {
    column("same", row -> "7");

    Measured measured = tiny.check();

    assertThat(measured.checked().data()).isNotEmpty();
    assertThat(tiny.noted).anyMatch(line -> line.startsWith("data bought: "));
  }

  @Test
  void theNextCheckIsHeldBesideTheRowsOfTheLastOne() throws IOException {
    tiny.keep("v1");
    allRed();

    assertThat(tiny.check().checked().data())
        .anyMatch(finding -> finding.kind() == DataFinding.Kind.DRIFT);
  }

  private static double accuracy(Map<String, dev.mlbox.core.measure.Measured> metrics) {
    return Objects.requireNonNull(metrics.get("accuracy")).value();
  }

  @Test
  void recentRequestsThatLookOtherwiseAreHeldBesideTheRows() throws IOException {
    List<String> rows = tiny.read("test.csv").lines().toList();
    String requests =
        rows.stream()
            .skip(1)
            .filter(row -> row.startsWith("red"))
            .map(row -> row.substring(0, row.lastIndexOf(',')))
            .collect(Collectors.joining("\n"));
    String header = rows.get(0);
    tiny.write("live.csv", header.substring(0, header.lastIndexOf(',')) + "\n" + requests + "\n");

    Measured measured =
        tiny.check(
            "evaluate.live=live.csv",
            "evaluate.slices=[color]",
            "evaluate.gates=[accuracy on live mix >= 0.5, accuracy by color >= 0.1]");

    assertThat(measured.checked().data())
        .anyMatch(
            finding ->
                finding.message().startsWith("column color of live.csv is unlike the test data: "));
    double red =
        measured.checked().candidate().slices().stream()
            .filter(slice -> slice.value().equals("red"))
            .map(slice -> accuracy(slice.metrics()))
            .findFirst()
            .orElseThrow();
    assertThat(accuracy(Objects.requireNonNull(measured.checked().live()).metrics()))
        .isCloseTo(red, within(1e-12));
    assertThat(tiny.noted)
        .anyMatch(
            line -> line.startsWith("live 69 requests of live.csv, mixed by color; accuracy "));
    assertThat(measured.checked().gates().passes()).isTrue();
  }
}
