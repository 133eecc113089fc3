package dev.mlbox.engine.data;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.runtime.natives.UnpackedLibraries;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** JSON lines → Parquet, the rows in their order, every column with the type that all rows have. */
public final class ParquetCopy {
  private ParquetCopy() {}

  /**
   * Writes one from the other.
   *
   * @throws MlboxException BROKEN when one cannot be read or the other not be written
   */
  public static void of(Path lines, Path parquet) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      UnpackedLibraries.remove("libduckdb_java");
      statement.execute("SET autoinstall_known_extensions=false");
      statement.execute("SET preserve_insertion_order=true");
      statement.execute(
          "COPY (SELECT * FROM read_json(%s, format='newline_delimited', sample_size=-1, dateformat='as text', timestampformat='as text')) TO %s (FORMAT parquet, COMPRESSION zstd)"
              .formatted(Sql.text(lines.toString()), Sql.text(parquet.toString())));
    } catch (SQLException e) {
      throw MlboxException.broken(
          Problem.of("recent requests cannot be made a table: " + Sql.oneLine(e)), e);
    }
  }
}
