package dev.mlbox.engine.data;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.DataType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Values of a column that cannot be read as another type. */
public final class Unfit {
  private Unfit() {}

  /**
   * Those values.
   *
   * @param column that they are in
   * @param count how many
   * @param known how many values there are at all
   * @param rows the first few, counted from 0
   * @param values of these rows
   */
  public record Values(
      String column, long count, long known, List<Long> rows, List<String> values) {

    public Values {
      rows = List.copyOf(rows);
      values = List.copyOf(values);
    }

    /** {@code row 7: id f0007, weight oops}, each. */
    public List<String> lines(DataSource data) {
      return new ExampleRows(data).lines(rows, List.of(column));
    }

    /** {@code oops in row 7 (id f0007, late 0)}, each. */
    List<String> inWords(DataSource data) {
      ExampleRows examples = new ExampleRows(data);
      List<String> words = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        words.add(ExampleRows.cut(values.get(i)) + " in " + examples.inWords(rows.get(i), column));
      }
      return words;
    }
  }

  /** Those of rows that have a value at all; anything can be read as text. */
  public static Values in(DataSource data, String name, DataType wanted) {
    if (wanted == DataType.TEXT) {
      return new Values(name, 0, data.rows(), List.of(), List.of());
    }
    String fits =
        wanted == DataType.REAL
            ? "TRY_CAST(v AS DOUBLE) IS NOT NULL"
            : "TRY_CAST(v AS DOUBLE) = floor(TRY_CAST(v AS DOUBLE))";
    String unfit = "NOT coalesce(%s, false)".formatted(fits);
    String rows =
        "FROM (SELECT row_number() OVER () - 1 AS r, CAST(%s AS VARCHAR) AS v FROM data) WHERE v IS NOT NULL"
            .formatted(data.readable(name).expression());
    List<Long> first = new ArrayList<>();
    List<String> values = new ArrayList<>();
    try (Statement statement = data.connection().createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT r, v %s AND %s ORDER BY r LIMIT %d"
                    .formatted(rows, unfit, ExampleRows.MOST))) {
      while (found.next()) {
        first.add(found.getLong(1));
        values.add(found.getString(2));
      }
      return new Values(
          name,
          Reading.number(
              data.connection(), "SELECT count(*) FILTER (WHERE %s) %s".formatted(unfit, rows)),
          Reading.number(data.connection(), "SELECT count(*) " + rows),
          first,
          values);
    } catch (SQLException e) {
      throw MlboxException.broken(
          Problem.of("the rows cannot be read: " + Sql.oneLine(e)).at(data.location().text()), e);
    }
  }
}
