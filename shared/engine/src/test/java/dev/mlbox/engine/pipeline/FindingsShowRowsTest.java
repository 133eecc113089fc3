package dev.mlbox.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.data.DataFinding;
import dev.mlbox.core.data.DataFinding.Kind;
import dev.mlbox.core.data.DataProfile;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.project.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each finding has rows that show it: their number in the file, and what is in them. */
class FindingsShowRowsTest {
  private static final String HEADER = "id,plan,age,token,note,bought";

  @TempDir private Path folder;
  private TinyProject tiny;

  @BeforeEach
  void rows() throws IOException {
    tiny = new TinyProject(folder);
    tiny.write("test.csv", table(row -> line(row, "pro", Integer.toString(20 + row % 50))));
  }

  private interface Line {
    String of(int row);
  }

  private static String table(Line line) {
    return IntStream.rangeClosed(1, 400)
        .mapToObj(line::of)
        .collect(Collectors.joining("\n", HEADER + "\n", "\n"));
  }

  private static String line(int row, String plan, String age) {
    return "u%d,%s,%s,s3cret%d,%s,%d".formatted(row, plan, age, row, "long ".repeat(20), row % 2);
  }

  private List<DataFinding> findings(Kind kind, Optional<DataProfile> before, String... settings) {
    return review(before, settings).findings().stream()
        .filter(finding -> finding.kind() == kind)
        .toList();
  }

  private DataReview.Reviewed review(Optional<DataProfile> before, String... settings) {
    Project project = tiny.project(settings);
    try (DataSource data = DataSource.open(project.config().evaluate().data(), folder)) {
      return new DataReview(project, data).review(List.of(), before, null);
    }
  }

  private List<String> examples(Kind kind) {
    return findings(kind, Optional.empty()).get(0).examples();
  }

  private static final String LONG = "note long long long long long long long long…";

  @Test
  void rowsWithoutValue() throws IOException {
    tiny.write("test.csv", table(row -> line(row, "pro", row % 90 == 7 ? "" : "30")));

    assertThat(examples(Kind.NULLS))
        .containsExactly(
            "row 7: id u7, age no value, plan pro, " + LONG + ", bought 1",
            "row 97: id u97, age no value, plan pro, " + LONG + ", bought 1",
            "row 187: id u187, age no value, plan pro, " + LONG + ", bought 1");
  }

  @Test
  void aColumnWithOneValue() {
    assertThat(examples(Kind.CONSTANT))
        .hasSize(3)
        .first()
        .asString()
        .startsWith("row 1: id u1, plan pro, age 21, ");
  }

  @Test
  void aRowOfEachClass() {
    assertThat(examples(Kind.LABELS))
        .containsExactly(
            "row 1: id u1, bought 1, plan pro, age 21, " + LONG,
            "row 2: id u2, bought 0, plan pro, age 22, " + LONG);
  }

  @Test
  void rowsOfARareClass() throws IOException {
    tiny.write(
        "test.csv",
        table(row -> line(row, "pro", "30").replaceFirst("[01]$", row == 9 ? "1" : "0")));

    assertThat(examples(Kind.LABELS))
        .containsExactly("row 9: id u9, bought 1, plan pro, age 30, " + LONG);
  }

  @Test
  void rowsThatAreThereBeforeAndWhere() throws IOException {
    tiny.write("test.csv", table(row -> line(row, "pro", "30")) + line(17, "pro", "30") + "\n");

    assertThat(examples(Kind.DUPLICATES))
        .containsExactly("row 401: id u17, age 30, bought 1, " + LONG + ", plan pro (as row 17)");
  }

  @Test
  void rowsThatTheModelWasTrainedOnAndWhere() throws IOException {
    tiny.write("train.csv", table(row -> line(row + 390, "pro", "30")));
    tiny.write("test.csv", table(row -> line(row, "pro", "30")));
    tiny.write(
        "mlbox.yaml",
        tiny.read("mlbox.yaml")
            .replace(
                "load: model.onnx",
                "train: {run: python train.py, inputs: [train.csv], output: m.onnx}"));

    assertThat(examples(Kind.SHARED_ROWS))
        .contains(
            "row 391: id u391, age 30, bought 1, " + LONG + ", plan pro (as row 1 of train.csv)");
  }

  @Test
  void rowsOfWhatHasGrown() throws IOException {
    DataProfile before = review(Optional.empty()).profile();
    tiny.write("test.csv", table(row -> line(row, row > 200 ? "free" : "pro", "30")));

    List<String> plan =
        findings(Kind.DRIFT, Optional.of(before)).stream()
            .filter(finding -> finding.message().startsWith("column plan "))
            .findFirst()
            .orElseThrow()
            .examples();

    assertThat(plan)
        .hasSize(3)
        .first()
        .asString()
        .startsWith("row 201: id u201, plan free, age 30");
  }

  @Test
  void textAmongWhatWereNumbers() throws IOException {
    DataProfile before = review(Optional.empty()).profile();
    tiny.write("test.csv", table(row -> line(row, "pro", row == 50 ? "old" : "30")));

    assertThat(findings(Kind.SCHEMA, Optional.of(before)))
        .singleElement()
        .extracting(DataFinding::line)
        .asString()
        .startsWith(
            "columns since the last evaluation: age is text, was whole numbers; such as row 50: id"
                + " u50, age old, ");
  }

  @Test
  void neitherSecretsNorRowsThatMustNotLeaveTheirPlace() throws IOException {
    tiny.write("test.csv", table(row -> line(row, "pro", row == 7 ? "" : "30")));

    assertThat(review(Optional.empty()).findings())
        .isNotEmpty()
        .noneMatch(finding -> finding.line().contains("s3cret"));
    assertThat(review(Optional.empty(), "report.rows=0").findings())
        .isNotEmpty()
        .allMatch(finding -> finding.examples().isEmpty());
  }

  @Test
  void rowsOfSeveralFilesAreCountedInEach() throws IOException {
    tiny.write("part-1.csv", table(row -> line(row, "pro", "30")));
    tiny.write("part-2.csv", table(row -> line(400 + row, "pro", row == 7 ? "" : "30")));

    assertThat(findings(Kind.NULLS, Optional.empty(), "evaluate.data=part-*.csv").get(0).examples())
        .singleElement()
        .asString()
        .startsWith("row 7 of part-2.csv: id u407, age no value, ");
  }
}
