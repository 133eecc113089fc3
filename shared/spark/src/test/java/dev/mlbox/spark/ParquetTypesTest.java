package dev.mlbox.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.runtime.remote.RemoteColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against what DuckDB itself calls the types of a file. */
class ParquetTypesTest {
  private static final String ROW =
      """
      SELECT true AS truth, 1::TINYINT AS tiny, 1::SMALLINT AS small, 1::INTEGER AS whole,
        1::BIGINT AS big, 1::UTINYINT AS utiny, 1::USMALLINT AS usmall, 1::UINTEGER AS uwhole,
        1::UBIGINT AS ubig, 0.5::FLOAT AS single, 0.5::DOUBLE AS double, 'a' AS text,
        1.5::DECIMAL(9, 2) AS money, 1.5::DECIMAL(38, 10) AS precise, DATE '2026-01-01' AS day,
        TIMESTAMP '2026-01-01' AS moment, TIME '12:00:00' AS hour, [1] AS several, {'a': 1} AS parts
      """;

  @TempDir private Path folder;

  private List<RemoteColumn> columns() throws IOException, SQLException {
    Path file = folder.resolve("rows.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement run = connection.createStatement()) {
      run.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(ROW, file));
    }
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
      return ParquetTypes.columns(reader.getFileMetaData().getSchema());
    }
  }

  private Map<String, String> described() throws SQLException {
    Map<String, String> types = new LinkedHashMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement run = connection.createStatement();
        ResultSet rows =
            run.executeQuery(
                "DESCRIBE SELECT * FROM '%s'".formatted(folder.resolve("rows.parquet")))) {
      while (rows.next()) {
        types.put(rows.getString(1), rows.getString(2));
      }
    }
    return types;
  }

  @Test
  void callsWhatItCarriesAsDuckDbDoes() throws IOException, SQLException {
    List<RemoteColumn> columns = columns();
    Map<String, String> theirs = described();

    assertThat(columns).extracting(RemoteColumn::name).containsExactlyElementsOf(theirs.keySet());
    for (RemoteColumn column : columns) {
      if (column.carried()) {
        assertThat(column.sqlType()).as(column.name()).isEqualTo(theirs.get(column.name()));
      }
    }
  }

  @Test
  void carriesAndFeedsNothingThatReadersTakeDifferently() throws IOException, SQLException {
    List<RemoteColumn> columns = columns();

    assertThat(columns.stream().filter(column -> !column.carried()).map(RemoteColumn::name))
        .containsExactly("ubig", "hour", "several", "parts");
    assertThat(
            columns.stream()
                .filter(column -> column.carried() && !column.feeds())
                .map(RemoteColumn::name)
                .collect(Collectors.toList()))
        .containsExactly("precise", "day", "moment");
  }
}
