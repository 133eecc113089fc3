package dev.mlbox.engine.data;

import dev.mlbox.core.data.DataFinding;
import dev.mlbox.core.data.RowCondition;
import dev.mlbox.core.data.RowSample;
import dev.mlbox.core.data.Sighting;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Looks up the rows that show what was found, all of them in one pass. */
public final class RowSearch {
  private final DataSource data;
  private final int most;

  /**
   * @param most rows a finding; 0 where rows must not be shown
   */
  public RowSearch(DataSource data, int most) {
    this.data = data;
    this.most = Math.min(most, ExampleRows.MOST);
  }

  /** The findings, each with the first rows that show it. */
  public List<DataFinding> shown(List<Sighting> sightings) {
    if (most == 0) {
      return sightings.stream().map(each -> each.with(List.of())).toList();
    }
    Map<RowCondition, List<Long>> found = found(sightings);
    List<List<Long>> rows = new ArrayList<>();
    List<List<String>> columns = new ArrayList<>();
    for (Sighting sighting : sightings) {
      rows.add(rowsOf(sighting.sample(), found));
      columns.add(sighting.sample().columns());
    }
    List<List<String>> lines = new ExampleRows(data).linesOfEach(rows, columns);
    List<DataFinding> shown = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      shown.add(sightings.get(i).with(lines.get(i)));
    }
    return shown;
  }

  /** As many of each condition as there is room for. */
  private List<Long> rowsOf(RowSample sample, Map<RowCondition, List<Long>> found) {
    Set<Long> rows = new TreeSet<>();
    int conditions = sample.wanted().size();
    for (RowCondition wanted : sample.wanted()) {
      List<Long> first = found.getOrDefault(wanted, List.of());
      first.stream().limit(Math.max(1, most / conditions)).forEach(rows::add);
    }
    return rows.stream().limit(most).toList();
  }

  private Map<RowCondition, List<Long>> found(List<Sighting> sightings) {
    Set<RowCondition> wanted = new LinkedHashSet<>();
    sightings.forEach(each -> wanted.addAll(each.sample().wanted()));
    Map<RowCondition, List<Long>> found = new LinkedHashMap<>();
    RowCondition.Any any = new RowCondition.Any();
    if (wanted.remove(any)) {
      found.put(any, LongStream.range(0, Math.min(most, data.rows())).boxed().toList());
    }
    if (!wanted.isEmpty()) {
      search(List.copyOf(wanted), found);
    }
    return found;
  }

  private void search(List<RowCondition> wanted, Map<RowCondition, List<Long>> found) {
    String numbers =
        wanted.stream()
            .map(each -> "min(mlbox_row, %d) FILTER (WHERE %s)".formatted(most, sql(each)))
            .collect(Collectors.joining(", "));
    String sql =
        "SELECT %s FROM (SELECT row_number() OVER () - 1 AS mlbox_row, * FROM data)"
            .formatted(numbers);
    try (Statement statement = data.connection().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      for (int i = 0; i < wanted.size(); i++) {
        java.sql.Array rows = result.getArray(i + 1);
        List<Long> first = new ArrayList<>();
        for (Object row : rows == null ? new Object[0] : (Object[]) rows.getArray()) {
          first.add(((Number) row).longValue());
        }
        found.put(wanted.get(i), first);
      }
    } catch (SQLException e) {
      throw MlboxException.broken(
          Problem.of("rows cannot be looked up: " + Sql.oneLine(e)).at(data.location().text()), e);
    }
  }

  private String sql(RowCondition wanted) {
    if (wanted instanceof RowCondition.NoValue no) {
      return value(no.column()) + " IS NULL";
    }
    if (wanted instanceof RowCondition.Is is) {
      return "%s = %s".formatted(text(is.column()), Sql.text(is.value()));
    }
    if (wanted instanceof RowCondition.Other other) {
      String values = other.values().stream().map(Sql::text).collect(Collectors.joining(", "));
      String known = value(other.column()) + " IS NOT NULL";
      return values.isEmpty()
          ? known
          : "%s AND %s NOT IN (%s)".formatted(known, text(other.column()), values);
    }
    if (wanted instanceof RowCondition.NoNumber no) {
      return "%s IS NOT NULL AND TRY_CAST(%s AS DOUBLE) IS NULL"
          .formatted(value(no.column()), text(no.column()));
    }
    return wanted instanceof RowCondition.Within within ? between(within) : "true";
  }

  private String between(RowCondition.Within within) {
    List<String> ends = new ArrayList<>();
    // DuckDB would read a plain decimal literal as DECIMAL.
    if (within.above() != null) {
      ends.add("%s > CAST('%s' AS DOUBLE)".formatted(value(within.column()), within.above()));
    }
    if (within.upTo() != null) {
      ends.add("%s <= CAST('%s' AS DOUBLE)".formatted(value(within.column()), within.upTo()));
    }
    return ends.isEmpty() ? "true" : String.join(" AND ", ends);
  }

  private String value(String column) {
    return data.readable(column).expression();
  }

  private String text(String column) {
    return "CAST(%s AS VARCHAR)".formatted(value(column));
  }
}
