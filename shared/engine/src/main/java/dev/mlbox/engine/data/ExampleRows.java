package dev.mlbox.engine.data;

import dev.mlbox.core.config.Shown;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

  /** Where a word begins in userToken. */
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(.*[^a-z])?(password|passwd|passphrase|pwd|secret|token|api_?key|private_?key|access_?key"
              + "|credentials?|authorization|cookie|iban|ssn|cvv|card_?number|credit_?card)s?([^a-z].*)?");

  private final DataSource data;
  private final FileRows files;

  public ExampleRows(DataSource data) {
    this.data = data;
    this.files = new FileRows(data.files());
  }

  /** Whether values of a column are left out, for its name. */
  static boolean isSecret(String column) {
    return SECRET.matcher(HUMP.matcher(column).replaceAll("_")).matches();
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
    List<String> shown = new ArrayList<>(shown(List.of()));
    shown.remove(told);
    String values = read(Set.of(row), shown).of(row, shown);
    return values.isEmpty() ? place(row) : "%s (%s)".formatted(place(row), values);
  }

  /**
   * {@code row 17: weight 100.05, visits 23}.
   *
   * @param rows counted from 0 over all files
   * @param first columns whose values come before the others'
   */
  public List<String> lines(List<Long> rows, List<String> first) {
    return linesOfEach(List.of(rows), List.of(first)).get(0);
  }

  /**
   * The same of several lists of rows at once, each with columns of its own.
   *
   * @param first as many as lists
   */
  List<List<String>> linesOfEach(List<List<Long>> rows, List<List<String>> first) {
    Set<Long> all = new TreeSet<>();
    rows.forEach(all::addAll);
    List<List<String>> columns = first.stream().map(this::shown).toList();
    Values values = read(all, columns.stream().flatMap(List::stream).distinct().toList());
    List<List<String>> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<String> shown = columns.get(i);
      lines.add(rows.get(i).stream().map(row -> line(row, values.of(row, shown))).toList());
    }
    return lines;
  }

  private String line(long row, String values) {
    return values.isEmpty() ? place(row) : place(row) + ": " + values;
  }

  /** {@code row 17}, or {@code row 17 of part-2.csv} where there are several files. */
  public String place(long row) {
    return files.words(row);
  }

  /** Some columns of some rows. */
  private record Values(Map<Long, Map<String, String>> rows) {
    String of(long row, List<String> columns) {
      Map<String, String> values = rows.getOrDefault(row, Map.of());
      return columns.stream()
          .filter(values::containsKey)
          .map(column -> column + " " + values.get(column))
          .collect(Collectors.joining(", "));
    }
  }

  private Values read(Set<Long> rows, List<String> columns) {
    Map<Long, Map<String, String>> read = new HashMap<>();
    if (rows.isEmpty() || columns.isEmpty()) {
      return new Values(read);
    }
    String texts =
        columns.stream()
            .map(column -> "CAST(%s AS VARCHAR)".formatted(Sql.name(column)))
            .collect(Collectors.joining(", "));
    String numbers = rows.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String sql =
        "SELECT * FROM (SELECT row_number() OVER () - 1 AS mlbox_row, %s FROM data LIMIT %d) WHERE mlbox_row IN (%s)"
            .formatted(texts, Collections.max(rows) + 1, numbers);
    try (Statement statement = data.connection().createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
          values.put(columns.get(i), cut(found.getString(i + 2)));
        }
        read.put(found.getLong(1), values);
      }
    } catch (SQLException e) {
      throw MlboxException.broken(
          Problem.of("rows cannot be shown: " + Sql.oneLine(e)).at(data.location().text()), e);
    }
    return new Values(read);
  }

  /** What tells rows apart, then what is asked for, then the others, as long as there is room. */
  private List<String> shown(List<String> first) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : data.columns().keySet()) {
      if (name.toLowerCase(Locale.ROOT).equals(ID)) {
        names.add(name);
      }
    }
    names.addAll(first);
    names.addAll(data.columns().keySet());
    return names.stream()
        .filter(name -> data.columns().containsKey(name) && !isSecret(name))
        .limit(MOST_VALUES)
        .toList();
  }
}
