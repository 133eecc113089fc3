package dev.mlbox.core.run;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.port.ProbeMemory.Known;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.util.Optional;

/**
 * Rows whose answers are known from the evaluation: a box has to give the same ones.
 *
 * @param rows what is asked
 * @param expected what was answered when the model was evaluated
 */
public record Probe(Table rows, Predictions expected) {
  /** Single precision through JSON; ONNX Runtime may sum in another order on another CPU. */
  private static final double RELATIVE = 1e-4;

  private static final double ABSOLUTE = 1e-6;

  /** What a target has kept. */
  public static Probe of(Known known) {
    return new Probe(known.rows(), known.answers());
  }

  /** For a target to keep. */
  public Known known() {
    return new Known(rows, expected);
  }

  public static Probe none() {
    return new Probe(
        new Table(java.util.Map.of(), 0), Predictions.of(new Column.Whole(new long[0])));
  }

  /** The first row that was answered otherwise, in words; empty when all are equal. */
  public Optional<String> difference(Predictions served) {
    if (served.rows() != expected.rows()) {
      return Optional.of(
          "the box answered %d of %d rows".formatted(served.rows(), expected.rows()));
    }
    if (served.width() < expected.width()) {
      return Optional.of(
          "rows were evaluated with %d probabilities each and are served with %d"
              .formatted(expected.width(), served.width()));
    }
    for (int row = 0; row < expected.rows(); row++) {
      if (!sameValue(expected.values(), served.values(), row)) {
        return Optional.of(
            "row %d was evaluated as %s and is served as %s"
                .formatted(row + 1, expected.values().text(row), served.values().text(row)));
      }
      for (int k = 0; k < expected.width(); k++) {
        if (!near(expected.probability(row, k), served.probability(row, k))) {
          return Optional.of(
              "row %d was evaluated with probability %.6f and is served with %.6f"
                  .formatted(row + 1, expected.probability(row, k), served.probability(row, k)));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean sameValue(Column expected, Column served, int row) {
    if (expected instanceof Column.Text text) {
      return text.values()[row].equals(served.text(row));
    }
    return expected instanceof Column.Whole whole
        ? isWhole(whole.values()[row], served, row)
        : near(number(expected, row), number(served, row));
  }

  /** A class or an id of whole numbers has no neighbours; JSON may have made it 3.0. */
  private static boolean isWhole(long expected, Column served, int row) {
    if (served instanceof Column.Whole whole) {
      return expected == whole.values()[row];
    }
    double value = number(served, row);
    return Math.rint(value) == (double) expected && near((double) expected, value);
  }

  private static double number(Column column, int row) {
    if (column instanceof Column.Whole whole) {
      return whole.values()[row];
    }
    return column instanceof Column.Real real ? real.values()[row] : Double.NaN;
  }

  private static boolean near(double a, double b) {
    return a == b
        || (Double.isNaN(a) && Double.isNaN(b))
        || Math.abs(a - b) <= ABSOLUTE + RELATIVE * Math.abs(a);
  }
}
