package dev.mlbox.spark;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import dev.mlbox.runtime.batch.Batches;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts rows where one machine would have them when it asks a model. The last bit of an answer may
 * depend on where in its part a row stands, as processors take several rows at once and the rest
 * one by one. Rows before and after, which some other task has, are stood in for by copies.
 *
 * @param total rows of all files
 */
record Alignment(long total) implements Serializable {
  /** Rows that one machine reads at a time. */
  static final int BLOCK = 50_000;

  /**
   * Rows filled up to whole parts.
   *
   * @param before copies in front of the rows
   * @param after copies behind them
   */
  record Filled(int before, int rows, int after) {

    int all() {
      return before + rows + after;
    }

    Table fill(Table table) {
      Map<String, Column> columns = new LinkedHashMap<>();
      table.columns().forEach((name, column) -> columns.put(name, fill(column)));
      return new Table(columns, all());
    }

    private Column fill(Column column) {
      if (column instanceof Column.Whole whole) {
        long[] all = new long[all()];
        System.arraycopy(whole.values(), 0, all, before, rows);
        Arrays.fill(all, 0, before, all[before]);
        Arrays.fill(all, before + rows, all.length, all[before]);
        return new Column.Whole(all);
      }
      if (column instanceof Column.Real real) {
        double[] all = new double[all()];
        System.arraycopy(real.values(), 0, all, before, rows);
        Arrays.fill(all, 0, before, all[before]);
        Arrays.fill(all, before + rows, all.length, all[before]);
        return new Column.Real(all);
      }
      String[] all = new String[all()];
      System.arraycopy(((Column.Text) column).values(), 0, all, before, rows);
      Arrays.fill(all, 0, before, all[before]);
      Arrays.fill(all, before + rows, all.length, all[before]);
      return new Column.Text(all);
    }

    /** The answers to the rows themselves. */
    Predictions own(Predictions answers) {
      int width = answers.width();
      return new Predictions(
          answers.values().slice(before, before + rows),
          answers.classes(),
          Arrays.copyOfRange(answers.probabilities(), before * width, (before + rows) * width),
          width);
    }
  }

  /**
   * For rows of one block.
   *
   * @param firstRow number of the first one among all
   */
  Filled around(long firstRow, int rows) {
    long block = firstRow / BLOCK * BLOCK;
    int start = (int) (firstRow - block);
    int from = start / Batches.ROWS * Batches.ROWS;
    int parts = (start + rows + Batches.ROWS - 1) / Batches.ROWS * Batches.ROWS;
    int end = (int) Math.min(Math.min(parts, BLOCK), total - block);
    return new Filled(start - from, rows, end - start - rows);
  }
}
