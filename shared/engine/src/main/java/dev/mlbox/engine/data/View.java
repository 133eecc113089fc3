package dev.mlbox.engine.data;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;

/**
 * Makes a file, or several, the view {@code data}. CSV is read without guessing: the separator is
 * the one of the header, text stays as it is written (no dates), and the types are those that all
 * rows have.
 */
final class View {
  private static final String CSV =
      "header=true, skip=0, comment='', quote='\"', escape='\"', null_padding=false";

  /** Bytes of text; packed text may be ten times as much. */
  private static final long MOST_HELD = 32L << 20;

  private static final String SEPARATORS = ",;\t|";

  private final Connection connection;
  private final DataFiles files;

  View(Connection connection, DataFiles files) {
    this.connection = connection;
    this.files = files;
  }

  /** Creates the view and returns its columns. */
  List<DataColumn> create() throws SQLException {
    String list =
        files.files().stream()
            .map(file -> Sql.text(file.toString()))
            .collect(Collectors.joining(", ", "[", "]"));
    String source =
        switch (files.format()) {
          case PARQUET -> "read_parquet(%s)".formatted(list);
          // A format that no text has, so that dates stay text.
          case JSON ->
              "read_json(%s, sample_size=-1, dateformat='as text', timestampformat='as text')"
                  .formatted(list);
          case CSV -> csv(list);
        };
    String kind = isHeld() ? "TABLE" : "VIEW";
    execute("CREATE OR REPLACE %s data AS SELECT * FROM %s".formatted(kind, source));
    return describe("data");
  }

  /** Text is parsed again by each query, unless it is small enough to be held. */
  private boolean isHeld() {
    return files.format() != DataFormat.PARQUET && files.bytes() <= MOST_HELD;
  }

  private String csv(String list) throws SQLException {
    requireOneHeader();
    String common = "%s, delim=%s".formatted(CSV, Sql.text(separator(files.files().get(0))));
    String guessing =
        "read_csv(%s, %s, sample_size=-1, auto_type_candidates=['BOOLEAN','BIGINT','DOUBLE','VARCHAR'])"
            .formatted(list, common);
    String types =
        guessed(guessing, list).stream()
            .map(column -> Sql.text(column.name()) + ": " + Sql.text(column.sqlType()))
            .collect(Collectors.joining(", ", "{", "}"));
    return "read_csv(%s, %s, auto_detect=false, columns=%s)".formatted(list, common, types);
  }

  /** Columns are read by their place, so that another order would be other values. */
  private void requireOneHeader() {
    Path first = files.files().get(0);
    String names = names(first);
    for (Path file : files.files()) {
      if (!names(file).equals(names)) {
        throw MlboxException.invalid(
            Problem.of(
                    "%s has the columns %s, %s has %s"
                        .formatted(file.getFileName(), names(file), first.getFileName(), names))
                .at(files.location().place())
                .expected("the same columns in each file, in the same order"));
      }
    }
  }

  private static String names(Path file) {
    String bare = firstLine(file).replace("\"", "").replace("\uFEFF", "").strip();
    return String.join(", ", bare.split(Pattern.quote(separator(file)), -1));
  }

  private List<DataColumn> guessed(String guessing, String list) throws SQLException {
    try {
      return describe(guessing);
    } catch (SQLException e) {
      throw diagnosis(list, e);
    }
  }

  /** Names the line that has too many or too few values, which guessing does not. */
  private SQLException diagnosis(String list, SQLException undiagnosed) {
    Path file = files.files().get(0);
    String separator = separator(file);
    long width = 1 + count(firstLine(file), separator.charAt(0));
    String types =
        LongStream.range(0, width)
            .mapToObj(i -> "'column%d': 'VARCHAR'".formatted(i))
            .collect(Collectors.joining(", ", "{", "}"));
    try {
      execute(
          "SELECT count(*) FROM read_csv(%s, %s, delim=%s, auto_detect=false, columns=%s)"
              .formatted(list, CSV, Sql.text(separator), types));
      return undiagnosed;
    } catch (SQLException e) {
      return e;
    }
  }

  /** The separator that the header has most of; a comma if it has none. */
  private static String separator(Path file) {
    String header = firstLine(file);
    char best = ',';
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char separator = SEPARATORS.charAt(i);
      if (count(header, separator) > count(header, best)) {
        best = separator;
      }
    }
    return String.valueOf(best);
  }

  private static long count(String line, char separator) {
    return line.chars().filter(letter -> letter == separator).count();
  }

  private static String firstLine(Path file) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line = reader.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw MlboxException.broken(Problem.of("cannot read " + file), e);
    }
  }

  private List<DataColumn> describe(String relation) throws SQLException {
    List<DataColumn> columns = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM " + relation)) {
      while (rows.next()) {
        columns.add(DataColumn.of(rows.getString(1), rows.getString(2)));
      }
    }
    return columns;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
