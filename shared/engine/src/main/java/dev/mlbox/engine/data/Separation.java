package dev.mlbox.engine.data;

import dev.mlbox.core.data.ColumnProfile;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.stats.RocAuc;
import dev.mlbox.core.table.DataType;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/** How well each numeric column alone separates two classes: what is too good was made of them. */
public final class Separation {
  /** As many rows as show a perfect separation. */
  private static final int ROWS = 100_000;

  private Separation() {}

  /**
   * The area under the ROC curve of each column, or of its negative if that is larger, on the first
   * hundred thousand rows; empty unless the target has two values.
   *
   * @param target as it is distributed
   * @param names of columns; those of text are left out
   */
  public static Map<String, Double> of(DataSource data, ColumnProfile target, Set<String> names) {
    List<DataColumn> columns =
        data.readable().stream()
            .filter(each -> names.contains(each.name()) && !each.name().equals(target.name()))
            .filter(each -> each.type() != DataType.TEXT)
            .toList();
    Map<String, Double> separation = new LinkedHashMap<>();
    long classes = target.distinct() + (target.nulls() > 0 ? 1 : 0);
    if (columns.isEmpty() || classes != 2 || target.values().isEmpty()) {
      return separation;
    }
    int rows = (int) Math.min(ROWS, data.rows());
    boolean[] positive = new boolean[rows];
    double[][] values = new double[columns.size()][rows];
    read(data, target, columns, positive, values);
    int positives = count(positive);
    if (Math.min(positives, rows - positives) < 2) {
      return separation;
    }
    for (int i = 0; i < values.length; i++) {
      double[] known = values[i];
      if (Arrays.stream(known).noneMatch(Double::isNaN)) {
        double area = RocAuc.of(positive, known).value();
        separation.put(columns.get(i).name(), Math.max(area, 1 - area));
      }
    }
    return separation;
  }

  private static int count(boolean[] positive) {
    int count = 0;
    for (boolean is : positive) {
      count += is ? 1 : 0;
    }
    return count;
  }

  private static void read(
      DataSource data,
      ColumnProfile target,
      List<DataColumn> columns,
      boolean[] positive,
      double[][] values) {
    String wanted =
        columns.stream()
            .map(each -> "CAST(%s AS DOUBLE)".formatted(each.expression()))
            .collect(Collectors.joining(", "));
    String sql =
        "SELECT COALESCE(CAST(%s AS VARCHAR) = %s, false), %s FROM data LIMIT %d"
            .formatted(
                data.readable(target.name()).expression(),
                Sql.text(target.values().get(0)),
                wanted,
                positive.length);
    try {
      new Chunks(data.connection(), sql)
          .forEach(positive.length, (chunk, before) -> take(chunk, (int) before, positive, values));
    } catch (SQLException e) {
      throw MlboxException.broken(
          Problem.of("the rows cannot be read: " + Sql.oneLine(e)).at(data.location().text()), e);
    }
  }

  private static void take(
      DuckDBDataChunkReader chunk, int before, boolean[] positive, double[][] values) {
    DuckDBReadableVector first = chunk.vector(0);
    for (int row = 0; row < chunk.rowCount(); row++) {
      positive[before + row] = first.getBoolean(row);
    }
    for (int i = 0; i < values.length; i++) {
      DuckDBReadableVector vector = chunk.vector(i + 1L);
      for (int row = 0; row < chunk.rowCount(); row++) {
        values[i][before + row] = vector.getDouble(row, Double.NaN);
      }
    }
  }
}
