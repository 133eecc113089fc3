package dev.mlbox.engine.data;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.gate.Nearest;
import dev.mlbox.core.measure.Slice;
import dev.mlbox.core.measure.Slicing;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/** Rows by the values of a column, or by a predicate that DuckDB evaluates. */
final class Slices {
  private static final int MOST = 1_000;
  private static final String SEVERAL = "\\s+×\\s+";

  private final Connection connection;
  private final Set<String> columns;
  private final long rows;

  Slices(Connection connection, Set<String> columns, long rows) {
    this.connection = connection;
    this.columns = columns;
    this.rows = rows;
  }

  Slicing of(Stated entry) {
    if (columns.contains(entry.text())) {
      return byColumns(entry, List.of(entry.text()));
    }
    List<String> several = List.of(entry.text().split(SEVERAL, -1));
    return several.size() > 1 ? byColumns(entry, known(entry, several)) : byPredicate(entry);
  }

  private List<String> known(Stated entry, List<String> names) {
    for (String name : names) {
      if (!columns.contains(name)) {
        Problem problem =
            Problem.of("slice `%s` names %s, which is no column".formatted(entry.text(), name))
                .at(entry.place())
                .expected("columns joined by ×, of " + String.join(", ", columns));
        throw MlboxException.invalid(
            Nearest.of(name, columns)
                .map(near -> problem.remedy("did you mean %s?".formatted(near)))
                .orElse(problem));
      }
    }
    return names;
  }

  private Slicing byColumns(Stated entry, List<String> names) {
    String value =
        names.stream()
            .map(name -> "COALESCE(CAST(%s AS VARCHAR), '(none)')".formatted(Sql.name(name)))
            .collect(Collectors.joining(" || ' × ' || "));
    List<Rows> found = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      List<String> values = values(entry, value, statement);
      values.forEach(each -> found.add(new Rows()));
      // Numbers of values rather than their text, row by row.
      String codes = values.stream().map(Sql::text).collect(Collectors.joining(", "));
      String sql = "SELECT CAST(enum_code(CAST(%s AS ENUM(%s))) AS INTEGER) FROM data";
      new Chunks(connection, sql.formatted(value, codes))
          .forEach(
              rows,
              (chunk, before) -> {
                DuckDBReadableVector code = chunk.vector(0);
                for (int row = 0; row < chunk.rowCount(); row++) {
                  found.get(code.getInt(row)).add((int) before + row);
                }
              });
      List<Slice> slices = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        slices.add(new Slice(entry.text(), values.get(i), found.get(i).toArray()));
      }
      return new Slicing(entry.text(), Slicing.Kind.COLUMN, slices);
    } catch (SQLException e) {
      throw refused(entry, Sql.oneLine(e));
    }
  }

  private static List<String> values(Stated entry, String value, Statement statement)
      throws SQLException {
    Set<String> values = new TreeSet<>();
    String sql = "SELECT DISTINCT %s FROM data LIMIT %d".formatted(value, MOST + 1);
    try (ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        values.add(result.getString(1));
      }
    }
    if (values.size() > MOST) {
      throw MlboxException.invalid(
          Problem.of("slice %s has more than %,d values".formatted(entry.text(), MOST))
              .at(entry.place())
              .expected("a column with fewer values, or a predicate"));
    }
    return List.copyOf(values);
  }

  private Slicing byPredicate(Stated entry) {
    String predicate = entry.text();
    if (predicate.contains(";")) {
      throw refused(entry, "it has a semicolon");
    }
    // Lines of its own, so that a comment in the predicate ends with it.
    String sql = "SELECT COALESCE(CAST((\n%s\n) AS BOOLEAN), false) FROM data".formatted(predicate);
    Rows found = new Rows();
    long seen;
    try {
      seen =
          new Chunks(connection, sql)
              .forEach(
                  rows,
                  (chunk, before) -> {
                    if (chunk.columnCount() != 1) {
                      throw refused(entry, "it is more than one expression");
                    }
                    found.add(chunk, (int) before);
                  });
    } catch (SQLException e) {
      throw refused(entry, Sql.oneLine(e));
    }
    if (seen != rows) {
      throw refused(entry, "it is not a condition on single rows");
    }
    Slice slice = new Slice(predicate, "", found.toArray());
    return new Slicing(predicate, Slicing.Kind.PREDICATE, List.of(slice));
  }

  private MlboxException refused(Stated entry, String why) {
    Problem problem =
        Problem.of(
                "slice `%s` is neither a column nor a predicate: %s".formatted(entry.text(), why))
            .at(entry.place())
            .expected("a condition on the columns " + String.join(", ", columns));
    return MlboxException.invalid(
        Nearest.of(entry.text(), columns)
            .map(near -> problem.remedy("did you mean %s?".formatted(near)))
            .orElse(problem));
  }

  /** A growing list of row numbers. */
  private static final class Rows {
    private int[] rows = new int[16];
    private int size;

    void add(int row) {
      if (size == rows.length) {
        rows = Arrays.copyOf(rows, 2 * size);
      }
      rows[size++] = row;
    }

    /** Those of a chunk of truth values that hold. */
    void add(DuckDBDataChunkReader chunk, int before) {
      DuckDBReadableVector holds = chunk.vector(0);
      for (int row = 0; row < chunk.rowCount(); row++) {
        if (holds.getBoolean(row)) {
          add(before + row);
        }
      }
    }

    int[] toArray() {
      return Arrays.copyOf(rows, size);
    }
  }
}
