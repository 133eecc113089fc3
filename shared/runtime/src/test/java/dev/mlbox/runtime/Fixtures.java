package dev.mlbox.runtime;

import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models and tables of the tests: the shared ones, and those of single shapes and types. */
public final class Fixtures {
  private static final Path SHARED = Path.of("../../src/examples/fixtures");

  private Fixtures() {}

  public static Path shared(String name) {
    return SHARED.resolve(name);
  }

  /** A model made by {@code src/test/models/make_models.py}. */
  public static Path own(String name) {
    return Path.of("src/test/models", name + ".onnx");
  }

  /** A CSV without quotes: whole numbers, real numbers or text by what is in a column. */
  public static Table csv(String name) {
    try {
      List<String[]> lines =
          Files.readAllLines(shared(name)).stream().map(line -> line.split(",", -1)).toList();
      Map<String, Column> columns = new LinkedHashMap<>();
      for (int i = 0; i < lines.get(0).length; i++) {
        int at = i;
        String[] values = lines.stream().skip(1).map(l -> l[at]).toArray(String[]::new);
        columns.put(lines.get(0)[i], column(values));
      }
      return new Table(columns, lines.size() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Column column(String[] values) {
    if (Arrays.stream(values).allMatch(value -> value.matches("-?\\d+"))) {
      return new Column.Whole(Arrays.stream(values).mapToLong(Long::parseLong).toArray());
    }
    if (Arrays.stream(values).allMatch(value -> value.matches("-?[\\d.]+(e-?\\d+)?"))) {
      return new Column.Real(Arrays.stream(values).mapToDouble(Double::parseDouble).toArray());
    }
    return new Column.Text(values);
  }

  public static Table table(String name, Column column) {
    return new Table(Map.of(name, column), column.rows());
  }

  public static Table table(Map<String, Column> columns) {
    return new Table(columns, columns.values().iterator().next().rows());
  }

  public static Column whole(long... values) {
    return new Column.Whole(values);
  }

  public static Column real(double... values) {
    return new Column.Real(values);
  }

  public static Column text(String... values) {
    return new Column.Text(values);
  }

  public static double[] reals(Column column) {
    return column instanceof Column.Whole whole
        ? Arrays.stream(whole.values()).asDoubleStream().toArray()
        : ((Column.Real) column).values();
  }

  public static String[] texts(Column column) {
    String[] texts = new String[column.rows()];
    Arrays.setAll(texts, column::text);
    return texts;
  }
}
