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
  private static final int EXAMPLES = 3;

  private Unfit() {}

  /** Those of rows that have a value at all; anything can be read as text. */
  public static RowHashes.Found in(DataSource data, String name, DataType wanted) {
    if (wanted == DataType.TEXT) {
      return new RowHashes.Found(0, List.of());
    }
    String fits =
        wanted == DataType.REAL
            ? "TRY_CAST(v AS DOUBLE) IS NOT NULL"
            : "TRY_CAST(v AS DOUBLE) = floor(TRY_CAST(v AS DOUBLE))";
    String rows =
        "FROM (SELECT row_number() OVER () AS r, CAST(%s AS VARCHAR) AS v FROM data) WHERE v IS NOT NULL AND NOT coalesce(%s, false)"
            .formatted(data.readable(name).expression(), fits);
    List<String> examples = new ArrayList<>();
    try (Statement statement = data.connection().createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT r, v %s ORDER BY r LIMIT %d".formatted(rows, EXAMPLES))) {
      while (found.next()) {
        examples.add("row %,d: %s".formatted(found.getLong(1), found.getString(2)));
      }
      return new RowHashes.Found(
          Reading.number(data.connection(), "SELECT count(*) " + rows), examples);
    } catch (SQLException e) {
      throw MlboxException.broken(
          Problem.of("the rows cannot be read: " + Sql.oneLine(e)).at(data.location().text()), e);
    }
  }
}
