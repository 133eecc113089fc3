package dev.mlbox.engine.data;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** By some columns of the data; of more rows than twenty million, the first ones. */
  public static RowHashes of(DataSource data, Set<String> names) {
    List<DataColumn> columns =
        data.readable().stream()
            .filter(column -> names.contains(column.name()))
            .sorted((a, b) -> a.name().compareTo(b.name()))
            .toList();
    // As text, since the same number may be written as another type elsewhere.
    String values =
        columns.stream()
            .map(column -> "CAST(%s AS VARCHAR)".formatted(column.expression()))
            .collect(Collectors.joining(", "));
    long[] hashes = new long[(int) Math.min(MOST, data.rows())];
    try (Statement statement = data.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT CAST(hash(%s) >> 1 AS BIGINT) FROM data".formatted(values))) {
      for (int row = 0; row < hashes.length && rows.next(); row++) {
        hashes[row] = rows.getLong(1);
      }
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
    long[] repeated = repeated();
    BitSet met = new BitSet(repeated.length);
    long count = 0;
    int[] first = new int[EXAMPLES];
    for (int row = 0; repeated.length > 0 && row < hashes.length; row++) {
      int at = Arrays.binarySearch(repeated, hashes[row]);
      if (at >= 0 && met.get(at)) {
        if (count < EXAMPLES) {
          first[(int) count] = row;
        }
        count++;
      } else if (at >= 0) {
        met.set(at);
      }
    }
    return new Found(count, examples(Arrays.copyOf(first, (int) Math.min(count, EXAMPLES))));
  }

  /** The hashes that are there more than once, sorted: without a box around each of millions. */
  private long[] repeated() {
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    int found = 0;
    for (int i = 1; i < sorted.length; i++) {
      boolean again = sorted[i] == sorted[i - 1];
      if (again && (found == 0 || sorted[found - 1] != sorted[i])) {
        // Never ahead of what is read: of each value the first place at most has been passed.
        sorted[found++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, found);
  }

  /** Rows that are equal to any of others, which were made by the same columns. */
  public Found in(RowHashes others) {
    long[] sorted = others.hashes.clone();
    Arrays.sort(sorted);
    long count = 0;
    int[] first = new int[EXAMPLES];
    for (int row = 0; row < hashes.length; row++) {
      if (Arrays.binarySearch(sorted, hashes[row]) >= 0) {
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
