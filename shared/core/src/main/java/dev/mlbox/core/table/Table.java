package dev.mlbox.core.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Named columns of equal length, in the order of their source.
 *
 * @param columns by name; insertion order is column order
 * @param rows number of rows, also when there are no columns
 */
public record Table(Map<String, Column> columns, int rows) {

  public Table {
    columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    for (Map.Entry<String, Column> entry : columns.entrySet()) {
      if (entry.getValue().rows() != rows) {
        throw new IllegalArgumentException(
            "column %s has %d rows, the table %d"
                .formatted(entry.getKey(), entry.getValue().rows(), rows));
      }
    }
  }

  public List<String> names() {
    return new ArrayList<>(columns.keySet());
  }

  public Optional<Column> column(String name) {
    return Optional.ofNullable(columns.get(name));
  }

  /** The rows {@code from} (inclusive) to {@code to} (exclusive), all columns. */
  public Table slice(int from, int to) {
    Map<String, Column> part = new LinkedHashMap<>();
    columns.forEach((name, column) -> part.put(name, column.slice(from, to)));
    return new Table(part, to - from);
  }

  /** Without one column, which need not exist. */
  public Table without(String name) {
    Map<String, Column> rest = new LinkedHashMap<>(columns);
    rest.remove(name);
    return new Table(rest, rows);
  }
}
