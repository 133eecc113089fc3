package dev.mlbox.engine.data;

import dev.mlbox.core.data.ColumnProfile;
import dev.mlbox.core.data.DataProfile;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.DataType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Distributions of all columns of some rows. */
public final class Profiling {
  /** A column with more values than this is counted by DuckDB, query by query. */
  private static final int MOST_HELD = 20_000;

  private static final String TENTHS =
      IntStream.range(1, 10).mapToObj(i -> "0." + i).collect(Collectors.joining(", ", "[", "]"));

  private final DataSource data;
  private final List<DataColumn> columns;

  private Profiling(DataSource data) {
    this.data = data;
    this.columns = data.readable();
  }

  /** With bins of its own: tenths of the rows, or the commonest values. */
  public static DataProfile of(DataSource data) {
    Profiling profiling = new Profiling(data);
    return profiling.profile(column -> Optional.empty());
  }

  /** Counted in the bins of an earlier profile, where a column is still of its type. */
  public static DataProfile of(DataSource data, DataProfile like) {
    return new Profiling(data)
        .profile(
            column ->
                Optional.of(
                    like.column(column.name())
                        .filter(before -> before.type() == column.type())
                        .map(Bins::of)
                        .orElse(Bins.NONE)));
  }

  private DataProfile profile(Function<DataColumn, Optional<Bins>> given) {
    List<ColumnProfile> profiles = new ArrayList<>();
    try {
      boolean[] few = fewValued();
      for (int i = 0; i < columns.size(); i++) {
        DataColumn column = columns.get(i);
        Optional<Bins> bins = given.apply(column);
        profiles.add(few[i] ? grouped(column, bins) : counted(column, bins));
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    return new DataProfile(data.digest(), data.rows(), profiles);
  }

  /** Which columns have so few values, about, that these can be held. */
  private boolean[] fewValued() throws SQLException {
    boolean[] few = new boolean[columns.size()];
    if (columns.isEmpty()) {
      return few;
    }
    String about =
        columns.stream()
            .map(column -> "approx_count_distinct(%s)".formatted(column.expression()))
            .collect(Collectors.joining(", "));
    try (Statement statement = data.connection().createStatement();
        ResultSet row = statement.executeQuery("SELECT " + about + " FROM data")) {
      row.next();
      for (int i = 0; i < few.length; i++) {
        few[i] = row.getLong(i + 1) <= MOST_HELD;
      }
    }
    return few;
  }

  private ColumnProfile grouped(DataColumn column, Optional<Bins> given) throws SQLException {
    Grouped grouped = Grouped.of(data.connection(), column);
    Bins bins = given.orElseGet(grouped::bins);
    return profile(column, bins, grouped.counts(bins));
  }

  private static ColumnProfile profile(DataColumn column, Bins bins, List<Long> counts) {
    DataType type = Objects.requireNonNull(column.type());
    return new ColumnProfile(
        column.name(), type, bins.distinct(), bins.bounds(), bins.values(), counts);
  }

  private Bins bins(DataColumn column) throws SQLException {
    String value = column.expression();
    String tenths =
        column.type() == DataType.TEXT
            ? "NULL"
            : "quantile_disc(CAST(%s AS DOUBLE), %s)".formatted(value, TENTHS);
    String sql = "SELECT count(DISTINCT %s), %s FROM data".formatted(value, tenths);
    try (Statement statement = data.connection().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      long distinct = row.getLong(1);
      Array found = row.getArray(2);
      return column.type() == DataType.TEXT || found == null
          ? new Bins(distinct, List.of(), commonest(column))
          : new Bins(distinct, bounds(found), List.of());
    }
  }

  private static List<Double> bounds(Array tenths) throws SQLException {
    TreeSet<Double> bounds = new TreeSet<>();
    for (Object bound : (Object[]) tenths.getArray()) {
      bounds.add(((Number) bound).doubleValue());
    }
    return List.copyOf(bounds);
  }

  private List<String> commonest(DataColumn column) throws SQLException {
    String value = "CAST(%s AS VARCHAR)".formatted(column.expression());
    List<String> values = new ArrayList<>();
    try (Statement statement = data.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT %s, count(*) FROM data WHERE %s IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %d"
                    .formatted(value, value, Bins.FEW_VALUES))) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private ColumnProfile counted(DataColumn column, Optional<Bins> given) throws SQLException {
    Bins bins = given.isPresent() ? given.get() : bins(column);
    String value = column.expression();
    StringBuilder bin = new StringBuilder("CASE WHEN %s IS NULL THEN -1".formatted(value));
    int number = 0;
    for (double bound : bins.bounds()) {
      // DuckDB would read a plain decimal literal as DECIMAL.
      bin.append(" WHEN %s <= CAST('%s' AS DOUBLE) THEN %d".formatted(value, bound, number++));
    }
    for (String each : bins.values()) {
      bin.append(
          " WHEN CAST(%s AS VARCHAR) = %s THEN %d".formatted(value, Sql.text(each), number++));
    }
    bin.append(" ELSE %d END".formatted(number));
    long[] counts = new long[number + 2];
    try (Statement statement = data.connection().createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT %s, count(*) FROM data GROUP BY 1".formatted(bin))) {
      while (rows.next()) {
        int found = rows.getInt(1);
        counts[found < 0 ? number + 1 : found] = rows.getLong(2);
      }
    }
    List<Long> all = new ArrayList<>();
    for (long count : counts) {
      all.add(count);
    }
    return profile(column, bins, all);
  }

  private MlboxException failed(SQLException e) {
    return MlboxException.broken(
        Problem.of("the rows cannot be counted: " + Sql.oneLine(e)).at(data.location().text()), e);
  }
}
