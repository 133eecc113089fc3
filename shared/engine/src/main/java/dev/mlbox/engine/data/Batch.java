package dev.mlbox.engine.data;

import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Rows on their way from chunks into columns of primitives; equal texts are one string. */
final class Batch {
  /** Texts remembered of a column: with more, hardly any comes again. */
  private static final int MOST_WORDS = 10_000;

  private final List<DataColumn> columns;
  private final int size;
  private final Object[] arrays;
  private final Map<String, String> words = new HashMap<>();
  private int rows;

  /**
   * @param columns whose values the chunks hold, in this order
   * @param size rows that it takes
   */
  Batch(List<DataColumn> columns, int size) {
    this.columns = columns;
    this.size = size;
    this.arrays = columns.stream().map(column -> array(column, size)).toArray();
  }

  private static Object array(DataColumn column, int size) {
    return switch (Objects.requireNonNull(column.type())) {
      case TEXT -> new String[size];
      case WHOLE -> new long[size];
      case REAL -> new double[size];
    };
  }

  /** A row of a chunk that lacks a value. */
  record Gap(String column, int row) {}

  /** How many rows more it takes. */
  int room() {
    return size - rows;
  }

  /** Takes some rows of a chunk; returns the first gap, or null if there is none. */
  @Nullable Gap add(DuckDBDataChunkReader chunk, int from, int count) {
    Gap first = null;
    int end = from + count;
    for (int i = 0; i < arrays.length; i++) {
      int stopped = fill(arrays[i], chunk.vector(i), from, end);
      if (stopped < end) {
        first = new Gap(columns.get(i).name(), stopped);
        end = stopped;
      }
    }
    rows += count;
    return first;
  }

  /** Until the first row without value, or the end; returns where it stopped. */
  private int fill(Object array, DuckDBReadableVector vector, int from, int end) {
    if (array instanceof long[] whole) {
      return fill(whole, vector, from, end);
    }
    return array instanceof double[] real
        ? fill(real, vector, from, end)
        : fill((String[]) array, vector, from, end);
  }

  private int fill(long[] whole, DuckDBReadableVector vector, int from, int end) {
    int shift = rows - from;
    for (int row = from; row < end; row++) {
      if (vector.isNull(row)) {
        return row;
      }
      whole[row + shift] = vector.getLong(row);
    }
    return end;
  }

  private int fill(double[] real, DuckDBReadableVector vector, int from, int end) {
    int shift = rows - from;
    for (int row = from; row < end; row++) {
      if (vector.isNull(row)) {
        return row;
      }
      real[row + shift] = vector.getDouble(row);
    }
    return end;
  }

  private int fill(String[] text, DuckDBReadableVector vector, int from, int end) {
    int shift = rows - from;
    for (int row = from; row < end; row++) {
      if (vector.isNull(row)) {
        return row;
      }
      String word = vector.getString(row);
      String known = words.get(word);
      if (known == null && words.size() < MOST_WORDS) {
        words.put(word, word);
      }
      text[row + shift] = known == null ? word : known;
    }
    return end;
  }

  /** The rows taken so far. */
  Table table() {
    Map<String, Column> table = new LinkedHashMap<>();
    for (int i = 0; i < arrays.length; i++) {
      Column column =
          arrays[i] instanceof long[] whole
              ? new Column.Whole(whole)
              : arrays[i] instanceof double[] real
                  ? new Column.Real(real)
                  : new Column.Text((String[]) arrays[i]);
      table.put(columns.get(i).name(), rows == size ? column : column.slice(0, rows));
    }
    return new Table(table, rows);
  }
}
