package dev.mlbox.core.data;

import java.util.List;

/**
 * Which rows show a finding, to whoever has the rows.
 *
 * @param columns whose values show it
 * @param wanted the conditions that rows are to meet, a few rows of each; empty for no rows
 */
public record RowSample(List<String> columns, List<RowCondition> wanted) {
  /** Of what no row shows, such as a column that is gone. */
  static final RowSample NONE = new RowSample(List.of(), List.of());

  public RowSample {
    columns = List.copyOf(columns);
    wanted = List.copyOf(wanted);
  }

  /** Rows of one kind. */
  static RowSample of(RowCondition wanted, String... columns) {
    return new RowSample(List.of(columns), List.of(wanted));
  }

  /** The first rows. */
  static RowSample first(String... columns) {
    return of(new RowCondition.Any(), columns);
  }
}
