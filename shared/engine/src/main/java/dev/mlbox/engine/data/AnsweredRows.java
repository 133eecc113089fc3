package dev.mlbox.engine.data;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.sql.Aggregate;
import dev.mlbox.core.table.Column;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The rows with a model's answers beside them: {@code prediction}, {@code probability} (or score)
 * of the positive class, and {@code probability_CLASS} where the model names its classes.
 */
public final class AnsweredRows {
  private static final String TABLE = "mlbox_answers";

  private final DataSource data;
  private final Map<String, Column> answers;

  private AnsweredRows(DataSource data, Map<String, Column> answers) {
    this.data = data;
    this.answers = answers;
  }

  /** Puts the answers where SQL finds them; those of an earlier model are gone. */
  public static AnsweredRows of(DataSource data, Predictions predictions, Answers answers) {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("prediction", predictions.values());
    if (answers.hasScores()) {
      columns.put("probability", new Column.Real(answers.positiveScores()));
    }
    for (int i = 0; i < predictions.classes().size(); i++) {
      double[] column = new double[predictions.rows()];
      for (int row = 0; row < column.length; row++) {
        column[row] = predictions.probability(row, i);
      }
      columns.put("probability_" + predictions.classes().get(i), new Column.Real(column));
    }
    AnsweredRows rows = new AnsweredRows(data, columns);
    try {
      rows.store();
    } catch (SQLException e) {
      throw MlboxException.broken(Problem.of(Sql.oneLine(e)), e);
    }
    return rows;
  }

  private void store() throws SQLException {
    String types =
        answers.entrySet().stream()
            .map(each -> Sql.name(each.getKey()) + " " + type(each.getValue()))
            .collect(Collectors.joining(", "));
    try (Statement statement = data.connection().createStatement()) {
      statement.execute("CREATE OR REPLACE TEMP TABLE %s (%s)".formatted(TABLE, types));
    }
    DuckDBConnection connection = data.connection().unwrap(DuckDBConnection.class);
    try (DuckDBAppender appender = connection.createAppender("temp", "main", TABLE)) {
      for (int row = 0; row < data.rows(); row++) {
        appender.beginRow();
        for (Column column : answers.values()) {
          append(appender, column, row);
        }
        appender.endRow();
      }
    }
  }

  private static void append(DuckDBAppender appender, Column column, int row) throws SQLException {
    if (column instanceof Column.Text text) {
      appender.append(text.values()[row]);
    } else if (column instanceof Column.Whole whole) {
      appender.append(whole.values()[row]);
    } else {
      appender.append(((Column.Real) column).values()[row]);
    }
  }

  private static String type(Column column) {
    return switch (column.type()) {
      case TEXT -> "VARCHAR";
      case WHOLE -> "BIGINT";
      case REAL -> "DOUBLE";
    };
  }

  /** A column of the data that is called as an answer gives way to it. */
  private String relation() {
    String own =
        answers.keySet().stream()
            .filter(data::has)
            .map(Sql::name)
            .collect(Collectors.joining(", "));
    String columns = own.isEmpty() ? "*" : "* EXCLUDE (%s)".formatted(own);
    return "(SELECT %s FROM data) POSITIONAL JOIN %s".formatted(columns, TABLE);
  }

  /**
   * What aggregates are of, one number each a row, NaN where a row does not count.
   *
   * @param metric its name, for messages
   * @param source of the aggregates
   * @throws MlboxException INVALID when the database does not understand them, or gives no numbers
   */
  public double[] numbers(String metric, Stated source, List<Aggregate> aggregates) {
    String select = aggregates.stream().map(Aggregate::ofRow).collect(Collectors.joining(", "));
    int width = aggregates.size();
    double[] numbers = new double[Math.multiplyExact((int) data.rows(), width)];
    int row = 0;
    try (Statement statement = data.connection().createStatement();
        ResultSet result =
            statement.executeQuery("SELECT %s FROM %s".formatted(select, relation()))) {
      for (; result.next() && row < data.rows(); row++) {
        for (int i = 0; i < width; i++) {
          double value = result.getDouble(i + 1);
          boolean counts = !result.wasNull();
          if (counts && !Double.isFinite(value)) {
            throw refused(
                metric,
                source,
                "%s of row %d is %s".formatted(aggregates.get(i).argument(), row + 1, value));
          }
          numbers[row * width + i] = counts ? value : Double.NaN;
        }
      }
    } catch (SQLException e) {
      Optional<Problem> stray = new StrayWords(data).named(source.text());
      throw stray.isEmpty()
          ? refused(metric, source, words(e))
          : MlboxException.invalid(stray.get());
    }
    if (row != data.rows()) {
      throw refused(metric, source, "an aggregate stands inside of another one");
    }
    return numbers;
  }

  /** Without the list of functions that it is none of. */
  private static String words(SQLException e) {
    return Sql.oneLine(e).replaceFirst("\\.?;? ?(You might need to|Candidate functions).*", "");
  }

  private MlboxException refused(String metric, Stated source, String why) {
    List<String> columns = new ArrayList<>(data.columns().keySet());
    columns.removeAll(answers.keySet());
    columns.addAll(answers.keySet());
    return MlboxException.invalid(
        Problem.of("metric %s, `%s`: %s".formatted(metric, source.text(), why))
            .at(source.place())
            .expected("a number for each row, from the columns " + String.join(", ", columns)));
  }

  /** Writes all of them as CSV with a header. */
  public void write(Path file) throws IOException {
    try (Statement statement = data.connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + relation());
        BufferedWriter out = Files.newBufferedWriter(file)) {
      int width = rows.getMetaData().getColumnCount();
      for (int i = 1; i <= width; i++) {
        out.write((i == 1 ? "" : ",") + quoted(rows.getMetaData().getColumnName(i)));
      }
      out.write('\n');
      while (rows.next()) {
        for (int i = 1; i <= width; i++) {
          String value = rows.getString(i);
          out.write((i == 1 ? "" : ",") + (value == null ? "" : quoted(value)));
        }
        out.write('\n');
      }
    } catch (SQLException e) {
      throw MlboxException.broken(Problem.of(Sql.oneLine(e)), e);
    }
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(letter -> ",\"\r\n".indexOf(letter) >= 0);
    return plain && !value.isEmpty() ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
