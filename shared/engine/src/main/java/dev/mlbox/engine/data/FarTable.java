package dev.mlbox.engine.data;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.runtime.natives.UnpackedLibraries;
import dev.mlbox.runtime.remote.Parcel;
import dev.mlbox.runtime.remote.RemoteColumn;
import dev.mlbox.runtime.remote.Values;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Columns that were brought from elsewhere → a Parquet file with the types that they have there.
 */
public final class FarTable {
  private static final String TABLE = "brought";

  private FarTable() {}

  /**
   * Writes the file.
   *
   * @param columns of the parcels, in their order
   * @param parcels in the order of the rows
   * @throws MlboxException BROKEN when it cannot be written
   */
  public static void write(List<RemoteColumn> columns, Stream<Parcel> parcels, Path file) {
    Path database = file.resolveSibling("brought.duckdb");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
        Statement statement = connection.createStatement()) {
      UnpackedLibraries.remove("libduckdb_java");
      statement.execute("SET autoinstall_known_extensions=false");
      statement.execute("SET preserve_insertion_order=true");
      statement.execute("CREATE TABLE %s (%s)".formatted(TABLE, each(columns, FarTable::carrier)));
      try (DuckDBAppender appender =
          connection
              .unwrap(DuckDBConnection.class)
              .createAppender(DuckDBConnection.DEFAULT_SCHEMA, TABLE)) {
        for (Parcel parcel : (Iterable<Parcel>) parcels::iterator) {
          append(parcel, appender);
        }
      }
      statement.execute(
          "COPY (SELECT %s FROM %s) TO %s (FORMAT parquet)"
              .formatted(each(columns, FarTable::typed), TABLE, Sql.text(file.toString())));
    } catch (SQLException e) {
      throw MlboxException.broken(
          Problem.of("columns that Spark has brought cannot be kept: " + Sql.oneLine(e)), e);
    }
  }

  private interface Words {
    String of(RemoteColumn column, String name);
  }

  private static String each(List<RemoteColumn> columns, Words words) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> words.of(columns.get(i), "c" + i))
        .collect(Collectors.joining(", "));
  }

  /** Numbers that count days or microseconds, and decimals as text, lose nothing on their way. */
  private static String carrier(RemoteColumn column, String name) {
    String type = column.sqlType();
    boolean text = type.equals("VARCHAR") || type.startsWith("DECIMAL");
    boolean real = type.equals("FLOAT") || type.equals("DOUBLE");
    return name + (text ? " VARCHAR" : real ? " DOUBLE" : " BIGINT");
  }

  private static String typed(RemoteColumn column, String name) {
    String value =
        switch (column.sqlType()) {
          case "DATE" -> "CAST('1970-01-01' AS DATE) + CAST(%s AS INTEGER)";
          case "TIMESTAMP" -> "make_timestamp(%s)";
          default -> "CAST(%s AS " + column.sqlType() + ")";
        };
    return value.formatted(name) + " AS " + Sql.name(column.name());
  }

  private static void append(Parcel parcel, DuckDBAppender appender) throws SQLException {
    for (int row = 0; row < parcel.rows(); row++) {
      appender.beginRow();
      for (Values values : parcel.columns()) {
        if (values.gaps().get(row)) {
          appender.appendNull();
        } else if (values.array() instanceof long[] whole) {
          appender.append(whole[row]);
        } else if (values.array() instanceof double[] real) {
          appender.append(real[row]);
        } else {
          appender.append(((String[]) values.array())[row]);
        }
      }
      appender.endRow();
    }
  }
}
