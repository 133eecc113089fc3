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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Distributions of all columns of some rows, counted by DuckDB. */
public final class Profiling {
  /** Columns with as many values or fewer have a bin for each of them. */
  private static final int FEW_VALUES = 20;

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
    return profiling.counted(profiling.bins());
  }

  /** Counted in the bins of an earlier profile, where a column is still of its type. */
  public static DataProfile of(DataSource data, DataProfile like) {
    Profiling profiling = new Profiling(data);
    Map<String, Bins> bins = new LinkedHashMap<>();
    for (DataColumn column : profiling.columns) {
      like.column(column.name())
          .filter(before -> before.type() == column.type())
          .ifPresent(
              before ->
                  bins.put(
                      column.name(),
                      new Bins(before.distinct(), before.bounds(), before.values())));
    }
    return profiling.counted(bins);
  }

  /** What rows of a column are counted in. */
  private record Bins(long distinct, List<Double> bounds, List<String> values) {}

  private Map<String, Bins> bins() {
    String wanted =
        columns.stream()
            .map(
                column -> {
                  String value = column.expression();
                  String tenths =
                      column.type() == DataType.TEXT
                          ? "NULL"
                          : "quantile_disc(CAST(%s AS DOUBLE), %s)".formatted(value, TENTHS);
                  return "count(DISTINCT %s), %s".formatted(value, tenths);
                })
            .collect(Collectors.joining(", "));
    Map<String, Bins> bins = new LinkedHashMap<>();
    try (Statement statement = data.connection().createStatement();
        ResultSet row = statement.executeQuery("SELECT " + wanted + " FROM data")) {
      row.next();
      for (int i = 0; i < columns.size(); i++) {
        long distinct = row.getLong(2 * i + 1);
        Array tenths = row.getArray(2 * i + 2);
        boolean byValue = distinct <= FEW_VALUES || columns.get(i).type() == DataType.TEXT;
        List<Double> bounds = byValue || tenths == null ? List.of() : bounds(tenths);
        bins.put(columns.get(i).name(), new Bins(distinct, bounds, List.of()));
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    bins.replaceAll(
        (name, each) ->
            each.bounds().isEmpty()
                ? new Bins(each.distinct(), List.of(), commonest(column(name)))
                : each);
    return bins;
  }

  private static List<Double> bounds(Array tenths) throws SQLException {
    TreeSet<Double> bounds = new TreeSet<>();
    for (Object bound : (Object[]) tenths.getArray()) {
      bounds.add(((Number) bound).doubleValue());
    }
    return List.copyOf(bounds);
  }

  private DataColumn column(String name) {
    return columns.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private List<String> commonest(DataColumn column) {
    String value = "CAST(%s AS VARCHAR)".formatted(column.expression());
    List<String> values = new ArrayList<>();
    try (Statement statement = data.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT %s, count(*) FROM data WHERE %s IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %d"
                    .formatted(value, value, FEW_VALUES))) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    return values;
  }

  private DataProfile counted(Map<String, Bins> bins) {
    List<ColumnProfile> profiles = new ArrayList<>();
    for (DataColumn column : columns) {
      Bins counted = bins.get(column.name());
      profiles.add(counted(column, counted == null ? new Bins(0, List.of(), List.of()) : counted));
    }
    return new DataProfile(data.digest(), data.rows(), profiles);
  }

  private ColumnProfile counted(DataColumn column, Bins bins) {
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
    } catch (SQLException e) {
      throw failed(e);
    }
    List<Long> all = new ArrayList<>();
    for (long count : counts) {
      all.add(count);
    }
    return new ColumnProfile(
        column.name(),
        Objects.requireNonNull(column.type()),
        bins.distinct(),
        bins.bounds(),
        bins.values(),
        all);
  }

  private MlboxException failed(SQLException e) {
    return MlboxException.broken(
        Problem.of("the rows cannot be counted: " + Sql.oneLine(e)).at(data.location().text()), e);
  }
}
