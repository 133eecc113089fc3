package dev.mlbox.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A check by Spark says what one by this machine alone says, or that it cannot be done. */
@Timeout(300)
class SparkCheckTest {
  private static final String SPARK = "evaluate.engine=spark";
  private static final String TWO = "evaluate.spark.master=local[2]";

  @TempDir private Path folder;
  private SparkProject project;

  @BeforeEach
  void aProject() throws IOException, SQLException {
    project = new SparkProject(folder.toRealPath());
  }

  private static String parts(int parts) {
    return "evaluate.spark.conf={spark.sql.files.minPartitionNum: %d, spark.sql.files.openCostInBytes: 0}"
        .formatted(parts);
  }

  @ParameterizedTest
  @CsvSource({"1, evaluate.weight=importance", "3, evaluate.group=customer", "8, evaluate.seed=7"})
  void saysTheSameToTheLastDigitHoweverTheRowsAreDealtOut(int parts, String setting)
      throws IOException {
    String here = project.numbers(setting);

    assertThat(project.numbers(setting, SPARK, TWO, parts(parts))).isEqualTo(here);
    assertThat(here).contains("\"roc_auc\"", "\"spent\"", "day < DATE").doesNotContain("alike");
    assertThat(project.events)
        .anyMatch(
            event ->
                event instanceof Event.Noted note
                    && note.text()
                        .endsWith(
                            "columns stay with Spark: gaps, repeated rows, leakage and drift are not"
                                + " looked for"));
  }

  private static void says(ThrowingCallable run, Fault fault, String message) {
    assertThatThrownBy(run)
        .isInstanceOfSatisfying(MlboxException.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .hasMessage(message);
  }

  @Test
  void namesTheRowThatHasNoValue() throws SQLException {
    Path file = project.folder.resolve("rows/b.parquet");
    Path copy = project.folder.resolve("rows/copy");
    project.sql(
        "COPY (SELECT * REPLACE (CASE WHEN customer < 0 THEN visits END AS visits) FROM '%s') TO '%s' (FORMAT parquet)"
            .formatted(file, copy));
    assertThat(copy.toFile().renameTo(file.toFile())).isTrue();

    says(
        () -> project.check(SPARK, TWO),
        Fault.INVALID,
        "column visits has no value in row 1 (b.parquet); expected a value in every row of a column"
            + " that is used; fill the row or leave it out");
  }

  @Test
  void endsWhenAnExecutorCannotGoOn() throws IOException {
    Path file = project.folder.resolve("rows/c.parquet");
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(bytes.length() / 2);
      bytes.write(new byte[8_000]);
    }

    assertThatThrownBy(() -> project.check(SPARK, TWO))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
        .hasMessageStartingWith("Spark failed: ")
        .hasMessageEndingWith("(--set evaluate.engine)")
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesWhatItCannotDo() throws IOException {
    String or = "; or leave evaluate.engine: spark out";
    Files.writeString(project.folder.resolve("rows.csv"), "bought\n1\n");
    says(
        () -> project.check(SPARK, "evaluate.data=rows.csv"),
        Fault.INVALID,
        "Spark is to read rows.csv (--set evaluate.data); expected Parquet: text says nothing of its"
            + " types, and readers guess differently; write the rows as Parquet, or leave"
            + " evaluate.engine: spark out");
    says(
        () -> project.check(SPARK, "evaluate.data=rows/none.parquet"),
        Fault.INVALID,
        "data file rows/none.parquet does not exist (--set evaluate.data); expected CSV, Parquet or"
            + " JSON lines at "
            + project.folder.resolve("rows/none.parquet"));
    says(
        () -> project.check(SPARK, "predict=rule:predict"),
        Fault.INVALID,
        "Spark asks no Python models, and predict is rule:predict (--set predict); expected ONNX,"
            + " which needs nothing else on the machines that have the rows"
            + or);
    says(
        () ->
            project.check(
                SPARK,
                "evaluate.gates=[accuracy >= 0.01]",
                "evaluate.metrics=[{name: odd, better: lower, command: ./odd}]"),
        Fault.INVALID,
        "metric odd runs a command on all columns of all rows, which stay with Spark (--set"
            + " evaluate.metrics); expected Parquet files at the same path everywhere, and metrics in"
            + " SQL"
            + or);
    project.environment.put("MLBOX_SPARK", "/nowhere");
    says(
        () -> project.check(SPARK),
        Fault.INVALID,
        "MLBOX_SPARK is /nowhere, where mlbox-spark is not (--set evaluate.engine); expected"
            + " MLBOX_SPARK to name the folder of its jars"
            + or);
  }
}
