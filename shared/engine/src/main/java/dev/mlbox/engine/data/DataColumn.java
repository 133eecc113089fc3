package dev.mlbox.engine.data;

import dev.mlbox.core.table.DataType;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column as the file has it, and as what it is read.
 *
 * @param name in the file
 * @param sqlType what DuckDB calls its type
 * @param type null for a type that no model takes, such as a list
 * @param mayBeEmpty whether a missing value is read as an empty text
 */
record DataColumn(String name, String sqlType, @Nullable DataType type, boolean mayBeEmpty) {
  private static final Set<String> WHOLE =
      Set.of(
          "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER");
  private static final Set<String> REAL = Set.of("FLOAT", "DOUBLE");
  private static final Set<String> WIDE = Set.of("UBIGINT", "HUGEINT", "UHUGEINT");
  private static final Set<String> TEXT =
      Set.of("VARCHAR", "DATE", "TIME", "UUID", "INTERVAL", "JSON", "TIME WITH TIME ZONE");
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");
  private static final int LONG_DIGITS = 18;

  /** By the type alone; {@link #isWide} types are whole until a value is too large for that. */
  static DataColumn of(String name, String sqlType) {
    return new DataColumn(name, sqlType, typeOf(sqlType).orElse(null), false);
  }

  private static Optional<DataType> typeOf(String sqlType) {
    if (WHOLE.contains(sqlType) || WIDE.contains(sqlType)) {
      return Optional.of(DataType.WHOLE);
    }
    if (REAL.contains(sqlType)) {
      return Optional.of(DataType.REAL);
    }
    if (TEXT.contains(sqlType) || sqlType.startsWith("TIMESTAMP") || sqlType.startsWith("ENUM(")) {
      return Optional.of(DataType.TEXT);
    }
    Matcher decimal = DECIMAL.matcher(sqlType);
    if (decimal.matches()) {
      boolean whole =
          decimal.group(2).equals("0") && Integer.parseInt(decimal.group(1)) <= LONG_DIGITS;
      return Optional.of(whole ? DataType.WHOLE : DataType.REAL);
    }
    return Optional.empty();
  }

  /** Whether values may be too large for 64 bits. */
  boolean isWide() {
    return WIDE.contains(sqlType);
  }

  DataColumn asReal() {
    return new DataColumn(name, sqlType, DataType.REAL, false);
  }

  /** Whether a value is a list of texts or of numbers. */
  boolean isList() {
    return sqlType.endsWith("[]") && typeOf(sqlType.substring(0, sqlType.length() - 2)).isPresent();
  }

  /** As a text that is empty where there is no value. */
  DataColumn orEmpty() {
    return new DataColumn(name, sqlType, DataType.TEXT, true);
  }

  /** The expression that gives the value in one of three types. */
  String expression() {
    if (mayBeEmpty) {
      String text = isList() ? "array_to_string(%s, chr(31))" : "CAST(%s AS VARCHAR)";
      return "coalesce(%s, '')".formatted(text.formatted(Sql.name(name)));
    }
    String cast = type == DataType.WHOLE ? "BIGINT" : type == DataType.REAL ? "DOUBLE" : "VARCHAR";
    return "CAST(%s AS %s)".formatted(Sql.name(name), cast);
  }
}
