package dev.mlbox.engine.data;

import dev.mlbox.core.config.Shown;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows in words, as whoever opens the file finds them: their number in it, without its header, and
 * some of their values; long ones cut, and without those of columns that are named like a secret.
 */
public final class ExampleRows {
  /** As many rows show what is meant. */
  public static final int MOST = 3;

  private static final int MOST_VALUES = 6;
  private static final int LONGEST = 40;
  private static final String ID = "id";
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(.*[^a-z])?(password|passwd|passphrase|pwd|secret|token|api_?key|private_?key|access_?key"
              + "|credentials?|authorization|cookie|iban|ssn|cvv|card_?number)s?([^a-z].*)?");

  private final DataSource data;

  public ExampleRows(DataSource data) {
    this.data = data;
  }

  /** Whether values of a column are left out, for its name. */
  static boolean isSecret(String column) {
    return SECRET.matcher(column).matches();
  }

  /** A value as messages show it. */
  static String cut(@Nullable String value) {
    if (value == null) {
      return "no value";
    }
    String shown = Shown.of(value.strip().replaceAll("\\s+", " "));
    return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST - 1) + "…";
  }

  /**
   * {@code row 17 (id f0017, weight 100.05)}; with several files also which one.
   *
   * @param row counted from 0 over all files
   */
  public String inWords(long row) {
    return inWords(row, "");
  }

  /** The same without the value of a column that is told already. */
  String inWords(long row, String told) {
    List<DataColumn> shown =
        shown(List.of()).stream().filter(column -> !column.name().equals(told)).toList();
    String values = values(List.of(row), shown).getOrDefault(row, "");
    return values.isEmpty() ? place(row) : "%s (%s)".formatted(place(row), values);
  }

  /**
   * {@code row 17: weight 100.05, visits 23}.
   *
   * @param rows counted from 0 over all files
   * @param first columns whose values come before the others'
   */
  List<String> lines(Collection<Long> rows, List<String> first) {
    Map<Long, String> values = values(rows, shown(first));
    return rows.stream().map(row -> line(row, values.getOrDefault(row, ""))).toList();
  }

  private String line(long row, String values) {
    return values.isEmpty() ? place(row) : place(row) + ": " + values;
  }

  /** {@code row 17}, or {@code row 17 of part-2.csv} where there are several files. */
  String place(long row) {
    return new FileRows(data.files()).words(row);
  }

  private Map<Long, String> values(Collection<Long> rows, List<DataColumn> shown) {
    Map<Long, String> values = new LinkedHashMap<>();
    if (rows.isEmpty() || shown.isEmpty()) {
      return values;
    }
    String columns =
        shown.stream()
            .map(column -> "CAST(%s AS VARCHAR)".formatted(Sql.name(column.name())))
            .collect(Collectors.joining(", "));
    String sql = "SELECT %s FROM data LIMIT 1 OFFSET %d";
    try (Statement statement = data.connection().createStatement()) {
      for (long row : rows) {
        try (ResultSet found = statement.executeQuery(sql.formatted(columns, row))) {
          if (found.next()) {
            values.put(row, words(found, shown));
          }
        }
      }
    } catch (SQLException e) {
      throw MlboxException.broken(
          Problem.of("rows cannot be shown: " + Sql.oneLine(e)).at(data.location().text()), e);
    }
    return values;
  }

  private static String words(ResultSet found, List<DataColumn> shown) throws SQLException {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      words.add(shown.get(i).name() + " " + cut(found.getString(i + 1)));
    }
    return String.join(", ", words);
  }

  /** What tells rows apart, then what is asked for, then the others, as long as there is room. */
  private List<DataColumn> shown(List<String> first) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : data.columns().keySet()) {
      if (name.toLowerCase(Locale.ROOT).equals(ID)) {
        names.add(name);
      }
    }
    names.addAll(first);
    names.addAll(data.columns().keySet());
    return names.stream()
        .filter(name -> data.has(name) && !isSecret(name))
        .limit(Math.max(MOST_VALUES, Math.min(first.size(), MOST_VALUES) + 1))
        .map(data::readable)
        .toList();
  }
}
