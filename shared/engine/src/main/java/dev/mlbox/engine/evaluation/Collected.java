package dev.mlbox.engine.evaluation;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.util.ArrayList;
import java.util.List;

/** Answers to batches of rows on their way to answers to all rows. */
final class Collected {
  private final List<Predictions> parts = new ArrayList<>();

  void add(Predictions part) {
    parts.add(part);
  }

  /** All of them, in the order in which they came; none are left here. */
  Predictions all() {
    Predictions all = parts.size() == 1 ? parts.get(0) : joined();
    parts.clear();
    return all;
  }

  private Predictions joined() {
    Predictions first = parts.get(0);
    int rows = parts.stream().mapToInt(Predictions::rows).sum();
    double[] probabilities = new double[rows * first.width()];
    int filled = 0;
    for (Predictions part : parts) {
      double[] some = part.probabilities();
      System.arraycopy(some, 0, probabilities, filled, some.length);
      filled += some.length;
    }
    return new Predictions(values(rows), first.classes(), probabilities, first.width());
  }

  private Column values(int rows) {
    boolean text = parts.stream().anyMatch(part -> part.values() instanceof Column.Text);
    boolean real = parts.stream().anyMatch(part -> part.values() instanceof Column.Real);
    return text ? new Column.Text(texts(rows)) : real ? new Column.Real(reals(rows)) : wholes(rows);
  }

  private String[] texts(int rows) {
    String[] all = new String[rows];
    int filled = 0;
    for (Predictions part : parts) {
      for (int row = 0; row < part.rows(); row++) {
        all[filled++] = part.values().text(row);
      }
    }
    return all;
  }

  private double[] reals(int rows) {
    double[] all = new double[rows];
    int filled = 0;
    for (Predictions part : parts) {
      for (int row = 0; row < part.rows(); row++) {
        all[filled++] =
            part.values() instanceof Column.Real real
                ? real.values()[row]
                : ((Column.Whole) part.values()).values()[row];
      }
    }
    return all;
  }

  private Column wholes(int rows) {
    long[] all = new long[rows];
    int filled = 0;
    for (Predictions part : parts) {
      long[] some = ((Column.Whole) part.values()).values();
      System.arraycopy(some, 0, all, filled, some.length);
      filled += some.length;
    }
    return new Column.Whole(all);
  }
}
