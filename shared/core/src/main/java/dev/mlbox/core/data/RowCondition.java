package dev.mlbox.core.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the value of a column is in the rows that are looked for. */
public sealed interface RowCondition {

  /** Any row. */
  record Any() implements RowCondition {}

  /** None at all. */
  record NoValue(String column) implements RowCondition {}

  /** A certain one, as text. */
  record Is(String column, String value) implements RowCondition {}

  /** None of some, as text. */
  record Other(String column, List<String> values) implements RowCondition {
    public Other {
      values = List.copyOf(values);
    }
  }

  /**
   * A number of an interval.
   *
   * @param above null where there is no lower end
   * @param upTo null where there is no upper end
   */
  record Within(String column, @Nullable Double above, @Nullable Double upTo)
      implements RowCondition {}

  /** A text that is no number. */
  record NoNumber(String column) implements RowCondition {}

  /** Those of one bin of a profile, which are counted in its order. */
  static RowCondition of(ColumnProfile column, int bin) {
    int named = column.bounds().size() + column.values().size();
    if (bin > named) {
      return new NoValue(column.name());
    }
    if (!column.values().isEmpty() || column.bounds().isEmpty()) {
      return bin < named
          ? new Is(column.name(), column.values().get(bin))
          : new Other(column.name(), column.values());
    }
    return new Within(
        column.name(),
        bin == 0 ? null : column.bounds().get(bin - 1),
        bin == named ? null : column.bounds().get(bin));
  }
}
