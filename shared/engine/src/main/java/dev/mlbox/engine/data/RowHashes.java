package dev.mlbox.engine.data;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.duckdb.DuckDBReadableVector;

/** One number for each row, equal for rows that are equal in some columns, in the rows' order. */
public final class RowHashes {
  private static final int MOST = 20_000_000;
  private static final int EXAMPLES = 3;

  private final DataSource data;
  private final List<DataColumn> columns;
  private final long[] hashes;

  private RowHashes(DataSource data, List<DataColumn> columns, long[] hashes) {
    this.data = data;
    this.columns = columns;
    this.hashes = hashes;
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
   * @param examples the first few, with their values
   */
  public record Found(long count, List<String> examples) {}

  /** Rows that are equal to an earlier one. */
  public Found again() {
    RowSet seen = new RowSet(hashes.length);
    return found(hash -> !seen.add(hash));
  }

  /** Rows that are equal to any of others, which were made by the same columns. */
  public Found in(RowHashes others) {
    RowSet known = new RowSet(others.hashes.length);
    for (long hash : others.hashes) {
      known.add(hash);
    }
    return found(known::contains);
  }

  private Found found(LongPredicate condition) {
    long count = 0;
    int[] first = new int[EXAMPLES];
    for (int row = 0; row < hashes.length; row++) {
      if (condition.test(hashes[row])) {
        if (count < EXAMPLES) {
          first[(int) count] = row;
        }
        count++;
      }
    }
    return new Found(count, examples(Arrays.copyOf(first, (int) Math.min(count, EXAMPLES))));
  }

  private List<String> examples(int[] rows) {
    return Arrays.stream(rows).mapToObj(this::example).toList();
  }

  /** {@code row 17: weight 100.05, visits 23}. */
  private String example(int row) {
    String values =
        columns.stream()
            .limit(6)
            .map(column -> "CAST(%s AS VARCHAR)".formatted(column.expression()))
            .collect(Collectors.joining(", "));
    try (Statement statement = data.connection().createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT %s FROM data LIMIT 1 OFFSET %d".formatted(values, row))) {
      StringBuilder words = new StringBuilder("row " + (row + 1) + ":");
      if (found.next()) {
        for (int i = 0; i < Math.min(6, columns.size()); i++) {
          words.append(i == 0 ? " " : ", ").append(columns.get(i).name()).append(' ');
          words.append(found.getString(i + 1));
        }
      }
      return words.toString();
    } catch (SQLException e) {
      throw failed(data, e);
    }
  }
}
