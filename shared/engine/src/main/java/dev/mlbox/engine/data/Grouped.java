package dev.mlbox.engine.data;

import dev.mlbox.core.table.DataType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/** The different values of a column with how often each occurs, from one pass over the rows. */
final class Grouped {
  private final DataType type;
  private final List<Value> values = new ArrayList<>();
  private long nulls;

  private Grouped(DataType type) {
    this.type = type;
  }

  /**
   * One of them.
   *
   * @param text as DuckDB writes it
   * @param number 0 for text
   * @param rows that have it
   */
  private record Value(String text, double number, long rows) {}

  /** Of a column that does not have too many of them to be held. */
  static Grouped of(Connection connection, DataColumn column) throws SQLException {
    DataType type = Objects.requireNonNull(column.type());
    Grouped grouped = new Grouped(type);
    String number = type == DataType.TEXT ? "0.0" : "CAST(v AS DOUBLE)";
    String sql =
        "SELECT CAST(v AS VARCHAR), CAST(%s AS DOUBLE), c FROM (SELECT %s AS v, count(*) AS c FROM data GROUP BY 1)"
            .formatted(number, column.expression());
    new Chunks(connection, sql).forEach(1, (chunk, before) -> grouped.take(chunk));
    if (type != DataType.TEXT) {
      grouped.values.sort(Comparator.comparingDouble(Value::number));
    }
    return grouped;
  }

  private void take(DuckDBDataChunkReader chunk) {
    DuckDBReadableVector text = chunk.vector(0);
    DuckDBReadableVector number = chunk.vector(1);
    DuckDBReadableVector count = chunk.vector(2);
    for (int row = 0; row < chunk.rowCount(); row++) {
      if (text.isNull(row)) {
        nulls = count.getLong(row);
      } else {
        values.add(new Value(text.getString(row), number.getDouble(row), count.getLong(row)));
      }
    }
  }

  /** Tenths of the rows, or the commonest values. */
  Bins bins() {
    boolean byValue = values.size() <= Bins.FEW_VALUES || type == DataType.TEXT;
    return byValue
        ? new Bins(values.size(), List.of(), commonest())
        : new Bins(values.size(), tenths(), List.of());
  }

  private List<String> commonest() {
    return values.stream()
        .sorted(Comparator.comparingLong(Value::rows).reversed().thenComparing(Value::text))
        .limit(Bins.FEW_VALUES)
        .map(Value::text)
        .toList();
  }

  /** The smallest value up to which a tenth of the rows lie, two tenths, and so on. */
  private List<Double> tenths() {
    long rows = values.stream().mapToLong(Value::rows).sum();
    TreeSet<Double> bounds = new TreeSet<>();
    long seen = 0;
    int tenth = 1;
    for (Value value : values) {
      seen += value.rows();
      for (; tenth < 10 && 10 * seen >= tenth * rows; tenth++) {
        bounds.add(value.number());
      }
    }
    return List.copyOf(bounds);
  }

  /** Rows in each bin, then those in none of them, then those without value. */
  List<Long> counts(Bins bins) {
    long[] counts = new long[bins.count() + 2];
    Map<String, Integer> places = new HashMap<>();
    for (String value : bins.values()) {
      places.put(value, places.size());
    }
    for (Value value : values) {
      int place = bins.bounds().size() + places.getOrDefault(value.text(), bins.values().size());
      for (int bound = bins.bounds().size() - 1; bound >= 0; bound--) {
        place = Double.compare(value.number(), bins.bounds().get(bound)) <= 0 ? bound : place;
      }
      counts[place] += value.rows();
    }
    counts[counts.length - 1] = nulls;
    List<Long> all = new ArrayList<>();
    for (long count : counts) {
      all.add(count);
    }
    return all;
  }
}
