package dev.mlbox.spark;

import dev.mlbox.runtime.remote.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;

/** Rows on their way from Spark's into columns of primitives; equal texts are one string. */
final class RowBatch {
  private static final int ROWS = Alignment.BLOCK;

  /** Texts remembered: with more, hardly any comes again. */
  private static final int MOST_WORDS = 10_000;

  private final List<Cell> cells;
  private final Object[] arrays;
  private final BitSet[] gaps;
  private final Map<String, String> words = new HashMap<>();
  private final long firstRow;
  private int rows;

  /**
   * @param cells of the columns, which are the first ones of each row
   * @param firstRow number of the first row among all
   */
  RowBatch(List<Cell> cells, long firstRow) {
    this.cells = cells;
    this.firstRow = firstRow;
    this.arrays = cells.stream().map(RowBatch::array).toArray();
    this.gaps = cells.stream().map(cell -> new BitSet()).toArray(BitSet[]::new);
  }

  private static Object array(Cell cell) {
    return switch (cell.form()) {
      case WHOLE -> new long[ROWS];
      case REAL -> new double[ROWS];
      case TEXT -> new String[ROWS];
    };
  }

  /** Whether the row of a number is the next one, and of the same block. */
  boolean takes(long row) {
    return row % ROWS != 0 && row == firstRow + rows;
  }

  void add(InternalRow row) {
    for (int i = 0; i < arrays.length; i++) {
      if (row.isNullAt(i)) {
        gaps[i].set(rows);
      } else if (arrays[i] instanceof long[] whole) {
        whole[rows] = cells.get(i).whole(row, i);
      } else if (arrays[i] instanceof double[] real) {
        real[rows] = cells.get(i).real(row, i);
      } else {
        ((String[]) arrays[i])[rows] = word(cells.get(i).text(row, i));
      }
    }
    rows++;
  }

  private String word(String text) {
    String known = words.get(text);
    if (known == null && words.size() < MOST_WORDS) {
      words.put(text, text);
    }
    return known == null ? text : known;
  }

  int rows() {
    return rows;
  }

  long firstRow() {
    return firstRow;
  }

  List<Values> columns() {
    List<Values> columns = new ArrayList<>();
    for (int i = 0; i < arrays.length; i++) {
      columns.add(new Values(cut(arrays[i], rows), gaps[i]));
    }
    return columns;
  }

  private static Object cut(Object array, int rows) {
    if (array instanceof long[] whole) {
      return rows == whole.length ? whole : Arrays.copyOf(whole, rows);
    }
    if (array instanceof double[] real) {
      return rows == real.length ? real : Arrays.copyOf(real, rows);
    }
    String[] texts = (String[]) array;
    return rows == texts.length ? texts : Arrays.copyOf(texts, rows);
  }
}
