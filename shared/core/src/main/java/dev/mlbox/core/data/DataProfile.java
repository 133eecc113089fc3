package dev.mlbox.core.data;

import dev.mlbox.core.model.Digest;
import java.util.List;
import java.util.Optional;

/**
 * What rows are like: kept with a baseline, so that later rows can be held beside it when these are
 * gone.
 *
 * @param data their digest
 * @param rows how many
 * @param columns in the order of the file
 */
public record DataProfile(Digest data, long rows, List<ColumnProfile> columns) {

  public DataProfile {
    columns = List.copyOf(columns);
  }

  /** The column of a name. */
  public Optional<ColumnProfile> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
