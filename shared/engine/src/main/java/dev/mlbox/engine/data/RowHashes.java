package dev.mlbox.engine.data;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.duckdb.DuckDBReadableVector;

/** One number for each row, equal for rows that are equal in some columns, in the rows' order. */
public final class RowHashes {
  private static final int MOST = 20_000_000;

  private final DataSource data;
  private final List<DataColumn> columns;
  private final long[] hashes;
  private final ExampleRows examples;

  private RowHashes(DataSource data, List<DataColumn> columns, long[] hashes) {
    this.data = data;
    this.columns = columns;
    this.hashes = hashes;
    this.examples = new ExampleRows(data);
  }

  /** By all columns; of more rows than twenty million, the first ones. */
  public static RowHashes of(DataSource data) {
    return of(data, data.columns().keySet(), "%s");
  }

  /**
   * By some columns of the data, as text, since the same number may be written as another type in
   * other data; of more rows than twenty million, the first ones.
   */
  public static RowHashes of(DataSource data, Set<String> names) {
    return of(data, names, "CAST(%s AS VARCHAR)");
  }

  private static RowHashes of(DataSource data, Set<String> names, String as) {
    List<DataColumn> columns =
        data.readable().stream()
            .filter(column -> names.contains(column.name()))
            .sorted((a, b) -> a.name().compareTo(b.name()))
            .toList();
    String values =
        columns.stream()
            .map(column -> as.formatted(column.expression()))
            .collect(Collectors.joining(", "));
    long[] hashes = new long[(int) Math.min(MOST, data.rows())];
    // A limit that is not needed takes ten times as long as the rows.
    String limit = hashes.length < data.rows() ? " LIMIT " + hashes.length : "";
    String sql = "SELECT CAST(hash(%s) >> 1 AS BIGINT) FROM data%s".formatted(values, limit);
    try {
      new Chunks(data.connection(), sql)
          .forEach(
              hashes.length,
              (chunk, before) -> {
                DuckDBReadableVector hash = chunk.vector(0);
                for (int row = 0; row < chunk.rowCount(); row++) {
                  hashes[(int) before + row] = hash.getLong(row);
                }
              });
    } catch (SQLException e) {
      throw failed(data, e);
    }
    return new RowHashes(data, columns, hashes);
  }

  private static MlboxException failed(DataSource data, SQLException e) {
    return MlboxException.broken(
        Problem.of("the rows cannot be compared: " + Sql.oneLine(e)).at(data.location().text()), e);
  }

  /**
   * Rows that meet a condition.
   *
   * @param count how many
   * @param examples the first few in words, with the row that each is equal to
   */
  public record Found(long count, List<String> examples) {}

  /** Rows that are equal to an earlier one. */
  public Found again() {
    RowSet seen = new RowSet(hashes.length);
    return found(hash -> !seen.add(hash), row -> "as " + examples.place(first(hashes[row])));
  }

  /** Rows that are equal to any of others, which were made by the same columns. */
  public Found in(RowHashes others) {
    RowSet known = new RowSet(others.hashes.length);
    for (long hash : others.hashes) {
      known.add(hash);
    }
    return found(
        known::contains,
        row ->
            "as %s of %s"
                .formatted(
                    others.examples.place(others.first(hashes[row])),
                    others.data.location().text()));
  }

  /** The first row that has a hash. */
  private int first(long hash) {
    int row = 0;
    while (hashes[row] != hash) {
      row++;
    }
    return row;
  }

  private Found found(LongPredicate condition, IntFunction<String> equal) {
    long count = 0;
    List<Long> first = new ArrayList<>();
    for (int row = 0; row < hashes.length; row++) {
      if (condition.test(hashes[row])) {
        if (count < ExampleRows.MOST) {
          first.add((long) row);
        }
        count++;
      }
    }
    List<String> names = columns.stream().map(DataColumn::name).toList();
    List<String> lines = examples.lines(first, names);
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      shown.add("%s (%s)".formatted(lines.get(i), equal.apply(first.get(i).intValue())));
    }
    return new Found(count, shown);
  }
}
