package dev.mlbox.engine.data;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.DataType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;

/**
 * How CSV is read, without guessing: the separator is the one of the header, text stays as it is
 * written (no dates), and the types are those that all rows have. Numbers have a decimal comma only
 * where it cannot be a separator, and in all columns or in none.
 */
final class CsvRelation {
  private static final String FORM =
      "header=true, skip=0, comment='', quote='\"', escape='\"', null_padding=false";

  /** Such as 1.234,5. */
  private static final String GROUPED = "[-+]?\\d{1,3}(\\.\\d{3})+(,\\d+)?|[-+]?\\d+,\\d+";

  /** Such as 3,7, which may be a place or two tags; not 3,05. */
  private static final String PAIR = "\\s*\\d+,\\s*(0|[1-9]\\d*)\\s*";

  private static final Pattern NOT_UTF8 =
      Pattern.compile("(?s)CSV Error on Line: (\\d+).*not utf-8 encoded");

  private final Connection connection;
  private final DataFiles files;

  /** By file, without those that have no content, as programs write them that split a table. */
  private final Map<Path, String> headers;

  private final String list;

  CsvRelation(Connection connection, DataFiles files) {
    this.connection = connection;
    this.files = files;
    this.headers = new LinkedHashMap<>();
    for (Path file : files.files()) {
      header(file, files.location()).ifPresent(header -> headers.put(file, header));
    }
    this.list = Sql.list(headers.isEmpty() ? files.files() : headers.keySet());
  }

  /**
   * A call of {@code read_csv} with all columns and their types.
   *
   * @throws MlboxException INVALID when a spreadsheet has written what no table is
   */
  String sql() throws SQLException {
    String header = oneHeader();
    String separator = String.valueOf(CsvText.separator(header));
    String common = "%s, delim=%s".formatted(FORM, Sql.text(separator));
    List<DataColumn> columns = guessed(common, header);
    if (!separator.equals(",") && columns.stream().anyMatch(CsvRelation::isText)) {
      String comma = common + ", decimal_separator=','";
      List<DataColumn> otherwise = guessed(comma, header);
      List<String> commas = only(columns, otherwise);
      List<String> points = only(otherwise, columns);
      if (!commas.isEmpty() && !points.isEmpty()) {
        requirePairs(common, columns, commas, points.get(0));
      } else if (!commas.isEmpty()) {
        common = comma;
        columns = otherwise;
      }
      refuseGrouped(common, columns);
    }
    return "read_csv(%s, %s, auto_detect=false, columns=%s)"
        .formatted(list, common, types(columns));
  }

  /** A call of {@code read_csv} that judges no value: for how many rows there are. */
  String rows() {
    String header = oneHeader();
    char separator = CsvText.separator(header);
    return "read_csv(%s, %s, delim=%s, auto_detect=false, columns=%s)"
        .formatted(
            list,
            FORM,
            Sql.text(String.valueOf(separator)),
            texts(1 + CsvText.count(header, separator)));
  }

  private static String texts(long width) {
    return LongStream.range(0, width)
        .mapToObj(i -> "'column%d': 'VARCHAR'".formatted(i))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static boolean isText(DataColumn column) {
    return column.type() == DataType.TEXT;
  }

  /** Columns that are text here and numbers there. */
  private static List<String> only(List<DataColumn> here, List<DataColumn> there) {
    Set<String> texts =
        there.stream()
            .filter(CsvRelation::isText)
            .map(DataColumn::name)
            .collect(Collectors.toSet());
    return here.stream()
        .filter(CsvRelation::isText)
        .map(DataColumn::name)
        .filter(name -> !texts.contains(name))
        .toList();
  }

  private static String types(List<DataColumn> columns) {
    return columns.stream()
        .map(column -> Sql.text(column.name()) + ": " + Sql.text(column.sqlType()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private List<DataColumn> guessed(String common, String header) throws SQLException {
    String guessing =
        "read_csv(%s, %s, sample_size=-1, auto_type_candidates=['BOOLEAN','BIGINT','DOUBLE','VARCHAR'])"
            .formatted(list, common);
    try {
      return View.describe(connection, guessing);
    } catch (SQLException e) {
      throw diagnosis(common, header, e);
    }
  }

  /** Names the line that has too many or too few values, which guessing does not. */
  private SQLException diagnosis(String common, String header, SQLException undiagnosed) {
    Matcher line = NOT_UTF8.matcher(String.valueOf(undiagnosed.getMessage()));
    if (line.find()) {
      throw invalid(CsvText.notUtf8("cannot read %s: line %s is".formatted(name(), line.group(1))));
    }
    long width = 1 + CsvText.count(header, CsvText.separator(header));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT count(*) FROM read_csv(%s, %s, auto_detect=false, columns=%s)"
              .formatted(list, common, texts(width)));
      return undiagnosed;
    } catch (SQLException e) {
      return e;
    }
  }

  private MlboxException mixed(String comma, String point) {
    return invalid(
        Problem.of(
                "%s: numbers of column %s have a decimal comma, those of column %s a decimal point"
                    .formatted(name(), comma, point))
            .expected("one of them in all columns")
            .remedy("write the numbers of %s with a decimal point".formatted(comma)));
  }

  /** Beside decimal points, two whole numbers with a comma are two; any other number is one. */
  private void requirePairs(
      String common, List<DataColumn> columns, List<String> commas, String point)
      throws SQLException {
    String asked =
        commas.stream()
            .map(
                name ->
                    "bool_and(regexp_full_match(%s, %s))".formatted(Sql.name(name), Sql.text(PAIR)))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT %s FROM read_csv(%s, %s, auto_detect=false, columns=%s)"
                    .formatted(asked, list, common, types(columns)))) {
      row.next();
      for (int i = 0; i < commas.size(); i++) {
        if (!row.getBoolean(i + 1)) {
          throw mixed(commas.get(i), point);
        }
      }
    }
  }

  /** Numbers that stay text because their digits are grouped would be taken for categories. */
  private void refuseGrouped(String common, List<DataColumn> columns) throws SQLException {
    List<DataColumn> texts = columns.stream().filter(CsvRelation::isText).toList();
    if (texts.isEmpty()) {
      return;
    }
    String asked =
        texts.stream()
            .map(DataColumn::name)
            .map(Sql::name)
            .map(
                name ->
                    "bool_and(regexp_full_match(%s, %s)), max(%s) filter (where contains(%s, ',') and contains(%s, '.'))"
                        .formatted(name, Sql.text(GROUPED), name, name, name))
            .collect(Collectors.joining(", "));
    String query =
        "SELECT %s FROM read_csv(%s, %s, auto_detect=false, columns=%s)"
            .formatted(asked, list, common, types(columns));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      for (int i = 0; i < texts.size(); i++) {
        String example = row.getString(2 * i + 2);
        if (row.getBoolean(2 * i + 1) && example != null) {
          throw invalid(
              Problem.of(
                      "%s: numbers of column %s have grouped digits, such as %s"
                          .formatted(name(), texts.get(i).name(), example))
                  .expected("digits without separators between them, such as 1234,5"));
        }
      }
    }
  }

  /** Columns are read by their place, so that another order would be other values. */
  private String oneHeader() {
    Optional<Map.Entry<Path, String>> first = headers.entrySet().stream().findFirst();
    if (first.isEmpty()) {
      return "";
    }
    String names = names(first.get().getValue());
    headers.forEach(
        (file, header) -> {
          if (!names(header).equals(names)) {
            Path one = first.get().getKey();
            throw invalid(
                Problem.of(
                        "%s has the columns %s, %s has %s"
                            .formatted(file.getFileName(), names(header), one.getFileName(), names))
                    .expected("the same columns in each file, in the same order"));
          }
        });
    return first.get().getValue();
  }

  private static String names(String header) {
    String separator = Pattern.quote(String.valueOf(CsvText.separator(header)));
    return String.join(", ", header.replace("\"", "").strip().split(separator, -1));
  }

  /** The first line; empty for a file without any. */
  private static Optional<String> header(Path file, Stated location) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        PushbackInputStream text = new PushbackInputStream(in, 2);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      byte[] beginning = text.readNBytes(2);
      text.unread(beginning);
      if (CsvText.isWide(beginning)) {
        throw MlboxException.invalid(
            CsvText.wide("cannot read %s: it is".formatted(location.text())).at(location.place()));
      }
      String line = reader.readLine();
      if (line == null) {
        return Optional.empty();
      }
      String header = CsvText.unmarked(line);
      if (CsvText.isSeparatorLine(header)) {
        throw MlboxException.invalid(
            Problem.of(
                    "the first line of %s is `%s`, which only spreadsheets read"
                        .formatted(location.text(), header.strip()))
                .at(location.place())
                .expected("the names of the columns")
                .remedy("delete that line, the separator is seen without it"));
      }
      return Optional.of(header);
    } catch (IOException e) {
      throw MlboxException.broken(Problem.of("cannot read " + file), e);
    }
  }

  private String name() {
    return files.location().text();
  }

  private MlboxException invalid(Problem problem) {
    return MlboxException.invalid(problem.at(files.location().place()));
  }
}
