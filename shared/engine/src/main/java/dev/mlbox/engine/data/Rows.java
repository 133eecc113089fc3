package dev.mlbox.engine.data;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;

/** Rows of columns and answers in another order. */
final class Rows {
  private Rows() {}

  static Predictions pick(Predictions all, int[] rows) {
    double[] probabilities = new double[rows.length * all.width()];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(
          all.probabilities(), rows[i] * all.width(), probabilities, i * all.width(), all.width());
    }
    return new Predictions(pick(all.values(), rows), all.classes(), probabilities, all.width());
  }

  static Column pick(Column all, int[] rows) {
    if (all instanceof Column.Text text) {
      String[] picked = new String[rows.length];
      for (int i = 0; i < rows.length; i++) {
        picked[i] = text.values()[rows[i]];
      }
      return new Column.Text(picked);
    }
    if (all instanceof Column.Whole whole) {
      long[] picked = new long[rows.length];
      for (int i = 0; i < rows.length; i++) {
        picked[i] = whole.values()[rows[i]];
      }
      return new Column.Whole(picked);
    }
    double[] picked = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      picked[i] = ((Column.Real) all).values()[rows[i]];
    }
    return new Column.Real(picked);
  }
}
