package dev.mlbox.engine.data;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import dev.mlbox.core.table.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One pass over the rows of some columns, as tables of primitive columns without nulls. */
final class Reading {
  private final Connection connection;
  private final DataFiles files;
  private final List<DataColumn> columns;

  Reading(Connection connection, DataFiles files, List<DataColumn> columns) {
    this.connection = connection;
    this.files = files;
    this.columns = columns;
  }

  /** The single number that a query gives. */
  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  void batches(int size, Consumer<Table> use) {
    String expressions =
        columns.isEmpty()
            ? "1"
            : columns.stream().map(DataColumn::expression).collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT " + expressions + " FROM data")) {
      long done = 0;
      boolean more = result.next();
      while (more) {
        Batch batch = new Batch(size);
        while (more && batch.rows < size) {
          batch.add(result, done);
          done++;
          more = result.next();
        }
        use.accept(batch.table());
      }
    } catch (SQLException e) {
      throw DataSource.unreadable(files.location(), e);
    }
  }

  /** Rows on their way into columns. */
  private final class Batch {
    private final Object[] arrays = new Object[columns.size()];
    private int rows;

    Batch(int size) {
      for (int i = 0; i < arrays.length; i++) {
        arrays[i] =
            switch (type(i)) {
              case TEXT -> new String[size];
              case WHOLE -> new long[size];
              case REAL -> new double[size];
            };
      }
    }

    private DataType type(int column) {
      return Objects.requireNonNull(columns.get(column).type());
    }

    void add(ResultSet result, long row) throws SQLException {
      for (int i = 0; i < arrays.length; i++) {
        if (arrays[i] instanceof long[] whole) {
          whole[rows] = result.getLong(i + 1);
        } else if (arrays[i] instanceof double[] real) {
          real[rows] = result.getDouble(i + 1);
        } else {
          ((String[]) arrays[i])[rows] = result.getString(i + 1);
        }
        if (result.wasNull()) {
          throw noValue(columns.get(i).name(), row);
        }
      }
      rows++;
    }

    Table table() {
      Map<String, Column> table = new LinkedHashMap<>();
      for (int i = 0; i < arrays.length; i++) {
        Column column =
            arrays[i] instanceof long[] whole
                ? new Column.Whole(whole)
                : arrays[i] instanceof double[] real
                    ? new Column.Real(real)
                    : new Column.Text((String[]) arrays[i]);
        table.put(columns.get(i).name(), rows == column.rows() ? column : column.slice(0, rows));
      }
      return new Table(table, rows);
    }
  }

  /** Says in which file, and in which of its rows. */
  private MlboxException noValue(String column, long row) {
    String name = files.location().text();
    long before = 0;
    if (files.files().size() > 1) {
      for (Path file : files.files()) {
        long rows = rowsOf(file);
        if (row < before + rows) {
          name = file.getFileName().toString();
          break;
        }
        before += rows;
      }
    }
    return MlboxException.invalid(
        Problem.of("column %s has no value in row %d".formatted(column, row - before + 1))
            .at(name)
            .expected("a value in every row of a column that is used")
            .remedy("fill the row or leave it out"));
  }

  private long rowsOf(Path file) {
    try (Connection apart = DriverManager.getConnection("jdbc:duckdb:")) {
      new View(apart, new DataFiles(files.location(), List.of(file), null)).create();
      return number(apart, "SELECT count(*) FROM data");
    } catch (SQLException e) {
      throw DataSource.unreadable(files.location(), e);
    }
  }
}
