package dev.mlbox.engine.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestRowsTest {
  @TempDir Path folder;

  @Test
  void readsCsvWithoutTheTarget() throws IOException {
    write("rows.csv", "day,plan,calls,share,late\n2013-07-01,a \"b\",1,0.5,1\n2013-07-02,,2,,0\n");
    assertThat(rows("rows.csv"))
        .containsExactly(
            "{\"day\":\"2013-07-01\",\"plan\":\"a \\\"b\\\"\",\"calls\":1,\"share\":0.5}",
            "{\"day\":\"2013-07-02\",\"plan\":null,\"calls\":2,\"share\":null}");
  }

  @Test
  void readsJsonLines() throws IOException {
    write("rows.jsonl", "{\"a\": 1.5, \"it's\": \"2013-07-01\"}\n{\"a\": 2, \"it's\": \"x\"}\n");
    assertThat(rows("rows.jsonl"))
        .containsExactly("{\"a\":1.5,\"it's\":\"2013-07-01\"}", "{\"a\":2.0,\"it's\":\"x\"}");
  }

  @Test
  void readsParquet() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT i AS late, i * 2 AS n, 'x' || i AS \"a \"\"b\" FROM range(3) t(i)) TO '%s'"
              .formatted(folder.resolve("rows.parquet")));
    }
    assertThat(rows("rows.parquet"))
        .containsExactly(
            "{\"n\":0,\"a \\\"b\":\"x0\"}",
            "{\"n\":2,\"a \\\"b\":\"x1\"}",
            "{\"n\":4,\"a \\\"b\":\"x2\"}");
  }

  @Test
  void readsNoMoreThanWillBeSent() throws IOException {
    write("rows.csv", "a\n1\n2\n3\n");
    assertThat(RequestRows.read(new Stated("rows.csv", "--data"), folder, "late", 2)).hasSize(2);
  }

  @Test
  void namesAMissingFile() {
    assertRefused(
        "no.csv",
        "data file no.csv does not exist (--data); expected a file of rows, relative to the folder of mlbox.yaml");
  }

  @Test
  void namesAFileOfAnotherKind() throws IOException {
    write("rows.txt", "a\n1\n");
    assertRefused(
        "rows.txt",
        "rows.txt does not say what it holds (--data); expected a name that ends in .csv, .tsv, .parquet, .jsonl, .ndjson or .json");
  }

  @Test
  void namesAnEmptyFile() throws IOException {
    write("rows.csv", "a,late\n");
    assertRefused("rows.csv", "rows.csv has no rows (--data)");
  }

  @Test
  void namesAFileOfTargetsOnly() throws IOException {
    write("rows.csv", "late\n1\n");
    assertRefused("rows.csv", "rows.csv has no column but the target late (--data)");
  }

  @Test
  void namesADamagedFile() throws IOException {
    write("rows.parquet", "no parquet");
    assertThatThrownBy(() -> rows("rows.parquet"))
        .isInstanceOf(MlboxException.class)
        .hasMessageStartingWith("cannot read rows.parquet: ")
        .hasMessageEndingWith(" (--data)");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<String> rows(String data) {
    return RequestRows.read(new Stated(data, "--data"), folder, "late", 1000).stream()
        .map(row -> new String(row, StandardCharsets.UTF_8))
        .toList();
  }

  private void assertRefused(String data, String message) {
    assertThatThrownBy(() -> rows(data)).isInstanceOf(MlboxException.class).hasMessage(message);
  }
}
