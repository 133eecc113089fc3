package dev.mlbox.runtime.onnx;

import dev.mlbox.core.model.Signature;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import java.nio.ByteBuffer;

/**
 * One input of a model and how columns are written to it.
 *
 * @param place the input and its model, for messages
 * @param name as the model calls it
 * @param type of its elements
 * @param width columns side by side; 1 for one column of the input's own name; -1 for any number
 * @param matrix whether it takes several columns, or one under another name
 * @param rank 1 for the shape [N], 2 for [N, width]
 */
record Input(String place, String name, Scalar type, int width, boolean matrix, int rank) {

  Signature.Field field() {
    return new Signature.Field(name, type.type(), width);
  }

  /** The shape of {@code rows} rows of {@code columns} columns. */
  long[] shape(int rows, int columns) {
    return rank == 1 ? new long[] {rows} : new long[] {rows, columns};
  }

  /**
   * Writes rows of one column, every value checked: a number that would change is refused.
   *
   * @param target row-major, {@code columns} values a row
   * @param from first row, counted from 0
   */
  void write(NamedColumn source, int from, int to, ByteBuffer target, int offset, int columns) {
    if (source.column() instanceof Column.Real real) {
      double[] values = real.values();
      for (int row = from, at = offset; row < to; row++, at += columns) {
        if (!type.holds(values[row])) {
          throw refused(source, row);
        }
        type.put(target, at, values[row]);
      }
    } else if (source.column() instanceof Column.Whole whole) {
      long[] values = whole.values();
      for (int row = from, at = offset; row < to; row++, at += columns) {
        if (!type.holds(values[row])) {
          throw refused(source, row);
        }
        type.put(target, at, values[row]);
      }
    } else {
      throw refusedText(source, from);
    }
  }

  /** One cell that is no number makes a whole column text: it is that cell that is told. */
  private MlboxException refusedText(NamedColumn source, int from) {
    for (int row = 0; row < source.column().rows(); row++) {
      if (!holds(source.column().text(row))) {
        return refused(source, row);
      }
    }
    return MlboxException.invalid(
        Problem.of(
                "column %s is text, although row %d is \"%s\""
                    .formatted(source.name(), from + 1, source.column().text(from)))
            .at(place)
            .expected(type.expected(DataType.TEXT) + " in every row"));
  }

  private boolean holds(String text) {
    try {
      return type.holds(Double.parseDouble(text.strip()));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The same for text. */
  void write(NamedColumn source, int from, int to, String[] target, int offset, int columns) {
    if (!(source.column() instanceof Column.Text text)) {
      throw refused(source, from);
    }
    for (int row = from, at = offset; row < to; row++, at += columns) {
      target[at] = text.values()[row];
    }
  }

  private MlboxException refused(NamedColumn source, int row) {
    DataType given = source.column().type();
    String value = source.column().text(row);
    return MlboxException.invalid(
        Problem.of(
                "column %s, row %d is %s"
                    .formatted(
                        source.name(), row + 1, given == DataType.TEXT ? '"' + value + '"' : value))
            .at(place)
            .expected(type.expected(given)));
  }

  /** A column and what it is called in the table. */
  record NamedColumn(String name, Column column) {}
}
