package dev.mlbox.engine.data;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDataChunkReader;
import org.jspecify.annotations.Nullable;

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

  /** All rows, so many at a time. */
  void batches(int size, long expected, Consumer<Table> use) {
    String expressions =
        columns.isEmpty()
            ? "1"
            : columns.stream().map(DataColumn::expression).collect(Collectors.joining(", "));
    Filling filling = new Filling(size, use);
    try {
      new Chunks(connection, "SELECT " + expressions + " FROM data")
          .forEach(expected, filling::take);
    } catch (SQLException e) {
      throw DataProblems.unreadable(files.location(), e);
    }
    filling.finish();
  }

  /** Batches that chunks are dealt to. */
  private final class Filling {
    private final int size;
    private final Consumer<Table> use;
    private @Nullable Batch open;

    Filling(int size, Consumer<Table> use) {
      this.size = size;
      this.use = use;
    }

    void take(DuckDBDataChunkReader chunk, long before) {
      int rows = (int) chunk.rowCount();
      int taken;
      for (int from = 0; from < rows; from += taken) {
        Batch batch = open == null ? new Batch(columns, size) : open;
        taken = Math.min(rows - from, batch.room());
        Batch.Gap gap = batch.add(chunk, from, taken);
        if (gap != null) {
          throw noValue(gap.column(), before + gap.row());
        }
        open = batch;
        if (batch.room() == 0) {
          finish();
        }
      }
    }

    void finish() {
      Batch batch = open;
      open = null;
      if (batch != null) {
        use.accept(batch.table());
      }
    }
  }

  /** Says in which file, and in which of its rows. */
  private MlboxException noValue(String column, long row) {
    FileRows.Place place = new FileRows(files).of(row);
    return MlboxException.invalid(
        Problem.of("column %s has no value in row %d".formatted(column, place.number()))
            .at(place.file())
            .expected("a value in every row of a column that is used")
            .remedy("fill the row or leave it out"));
  }
}
