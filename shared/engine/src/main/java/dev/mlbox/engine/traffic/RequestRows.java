package dev.mlbox.engine.traffic;

import dev.mlbox.core.config.Shown;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.data.Sql;
import dev.mlbox.runtime.natives.UnpackedLibraries;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The rows of a file as JSON objects, ready to be sent. Unlike evaluation, which refuses rows
 * without a value, it keeps them: real requests have them, and what the box says to them is what
 * one wants to know.
 */
final class RequestRows {
  /** More rows than this are not kept; sending begins again with the first. */
  static final int MOST = 100_000;

  static final String PLACE = "--data";

  private RequestRows() {}

  /**
   * Reads them in the order of the file.
   *
   * @param stated the file as the user wrote it, and where
   * @param folder where a relative path starts
   * @param target the column that a request does not have; not sent
   * @param wanted how many will be sent
   * @return at least one
   * @throws MlboxException INVALID when there is no such file, or no row in it
   */
  static List<byte[]> read(Stated stated, Path folder, String target, long wanted) {
    String data = Shown.of(stated.text());
    Path file = file(stated, folder);
    List<byte[]> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      UnpackedLibraries.remove("libduckdb_java");
      statement.execute("SET autoinstall_known_extensions=false");
      statement.execute("CREATE VIEW data AS SELECT * FROM " + source(file, stated.place()));
      String query = query(cells(statement, target, stated), Math.min(MOST, wanted));
      try (ResultSet result = statement.executeQuery(query)) {
        while (result.next()) {
          rows.add(result.getString(1).getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (SQLException e) {
      throw unreadable(data, stated.place(), e);
    }
    if (rows.isEmpty()) {
      throw MlboxException.invalid(Problem.of("%s has no rows".formatted(data)).at(stated.place()));
    }
    return rows;
  }

  private static Path file(Stated stated, Path folder) {
    Path file = folder.resolve(stated.text()).toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      Problem missing =
          Problem.of("data file %s does not exist".formatted(Shown.of(stated.text())))
              .at(stated.place())
              .expected("a file of rows, relative to the folder of mlbox.yaml");
      boolean named = stated.place().equals(PLACE);
      throw MlboxException.invalid(named ? missing : missing.remedy("name one with --data"));
    }
    return file;
  }

  private static String query(String cells, long rows) {
    return "SELECT CAST(to_json({%s}) AS VARCHAR) FROM data LIMIT %d".formatted(cells, rows);
  }

  /** Each column but the target under its name, as DuckDB writes a struct. */
  private static String cells(Statement statement, String target, Stated stated)
      throws SQLException {
    String cells =
        columns(statement).stream()
            .filter(column -> !column.equals(target))
            .map(column -> "%s: %s".formatted(quoted(column, '\''), quoted(column, '"')))
            .collect(Collectors.joining(", "));
    if (cells.isEmpty()) {
      throw MlboxException.invalid(
          Problem.of(
                  "%s has no column but the target %s".formatted(Shown.of(stated.text()), target))
              .at(stated.place()));
    }
    return cells;
  }

  private static List<String> columns(Statement statement) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet result = statement.executeQuery("DESCRIBE data")) {
      while (result.next()) {
        columns.add(result.getString(1));
      }
    }
    return columns;
  }

  /** Types as evaluation has them: dates stay text, and all rows decide. */
  private static String source(Path file, String place) {
    String path = quoted(file.toString(), '\'');
    String name = file.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (name.endsWith(".parquet")) {
      return "read_parquet(%s)".formatted(path);
    } else if (name.matches(".*\\.(csv|tsv)")) {
      return "read_csv(%s, header=true, sample_size=-1, auto_type_candidates=['BOOLEAN','BIGINT','DOUBLE','VARCHAR'])"
          .formatted(path);
    } else if (name.matches(".*\\.(jsonl|ndjson|json)")) {
      return "read_json(%s, sample_size=-1, dateformat='as text', timestampformat='as text')"
          .formatted(path);
    }
    throw MlboxException.invalid(
        Problem.of("%s does not say what it holds".formatted(file.getFileName()))
            .at(place)
            .expected("a name that ends in .csv, .tsv, .parquet, .jsonl, .ndjson or .json"));
  }

  private static String quoted(String text, char quote) {
    String one = String.valueOf(quote);
    return one + text.replace(one, one + one) + one;
  }

  private static MlboxException unreadable(String data, String place, SQLException e) {
    String words = Sql.oneLine(e);
    return new MlboxException(
        Fault.INVALID,
        List.of(Problem.of("cannot read %s: %s".formatted(data, words)).at(place)),
        e);
  }
}
