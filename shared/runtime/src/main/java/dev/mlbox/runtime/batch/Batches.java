package dev.mlbox.runtime.batch;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks a model part by part and joins its answers, so that memory does not grow with the table. */
public final class Batches {
  /** Rows of one part: enough to keep all cores busy, few enough to stay in their caches. */
  public static final int ROWS = 8_192;

  private Batches() {}

  /** Answers the rows {@code from} (inclusive, from 0) to {@code to} (exclusive). */
  public interface Part {
    Predictions predict(int from, int to);
  }

  /**
   * The answers to all rows, in order.
   *
   * @param rows of the whole table, at least 1
   * @param size most rows of one part
   */
  public static Predictions predict(int rows, int size, Part part) {
    if (rows == 0) {
      throw MlboxException.invalid(Problem.of("there are no rows to predict"));
    }
    if (rows <= size) {
      return part.predict(0, rows);
    }
    List<Predictions> parts = new ArrayList<>();
    for (int from = 0; from < rows; from += size) {
      parts.add(part.predict(from, Math.min(rows, from + size)));
    }
    return join(parts, rows);
  }

  private static Predictions join(List<Predictions> parts, int rows) {
    Predictions first = parts.get(0);
    double[] probabilities = new double[rows * first.width()];
    int at = 0;
    for (Predictions part : parts) {
      if (part.width() != first.width() || !part.classes().equals(first.classes())) {
        throw changed("classes", words(first), words(part));
      }
      System.arraycopy(part.probabilities(), 0, probabilities, at, part.probabilities().length);
      at += part.probabilities().length;
    }
    List<Column> values = parts.stream().map(Predictions::values).toList();
    return new Predictions(
        joinColumns(values, rows), first.classes(), probabilities, first.width());
  }

  private static Column joinColumns(List<? extends Column> parts, int rows) {
    DataType type = type(parts);
    switch (type) {
      case TEXT -> {
        return new Column.Text(fill(parts, new String[rows]));
      }
      case WHOLE -> {
        return new Column.Whole(fill(parts, new long[rows]));
      }
      case REAL -> {
        List<Column.Real> reals = parts.stream().map(Batches::real).toList();
        return new Column.Real(fill(reals, new double[rows]));
      }
    }
    throw new AssertionError(type);
  }

  /** A model may answer 1 and 2 in one part and 2.5 in the next: together they are real numbers. */
  private static DataType type(List<? extends Column> parts) {
    List<DataType> types = parts.stream().map(Column::type).distinct().sorted().toList();
    if (types.size() > 1 && types.contains(DataType.TEXT)) {
      throw changed("kind of answer", "text", "numbers");
    }
    return types.get(types.size() - 1);
  }

  private static Column.Real real(Column column) {
    if (column instanceof Column.Whole whole) {
      return new Column.Real(Arrays.stream(whole.values()).asDoubleStream().toArray());
    }
    return (Column.Real) column;
  }

  private static <T> T fill(List<? extends Column> parts, T target) {
    int at = 0;
    for (Column part : parts) {
      System.arraycopy(array(part), 0, target, at, part.rows());
      at += part.rows();
    }
    return target;
  }

  private static Object array(Column column) {
    if (column instanceof Column.Text text) {
      return text.values();
    }
    return column instanceof Column.Whole whole ? whole.values() : ((Column.Real) column).values();
  }

  private static String words(Predictions part) {
    return part.classes().isEmpty() ? part.width() + " unnamed" : String.join(", ", part.classes());
  }

  private static MlboxException changed(String what, String before, String after) {
    return MlboxException.broken(
        Problem.of("the model changed its %s from %s to %s".formatted(what, before, after)), null);
  }
}
