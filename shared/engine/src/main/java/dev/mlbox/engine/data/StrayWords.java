package dev.mlbox.engine.data;

import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.DataType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Columns that are text for a few words among numbers. Whatever fails for such a column fails for
 * those words, so that these are what is told.
 */
public final class StrayWords {
  private final DataSource data;

  public StrayWords(DataSource data) {
    this.data = data;
  }

  /**
   * What is wrong with a column of text most of whose values are numbers; empty for any other.
   *
   * @param column that is there
   */
  public Optional<Problem> in(String column) {
    if (data.columns().get(column) != DataType.TEXT) {
      return Optional.empty();
    }
    Unfit.Values words = Unfit.in(data, column, DataType.REAL);
    if (words.count() == 0 || 2 * words.count() > words.known()) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
                String.format(
                    Locale.ROOT,
                    "%s in %s is no number in %,d of %,d rows: %s%s",
                    column,
                    data.location().text(),
                    words.count(),
                    data.rows(),
                    String.join(", ", words.inWords(data)),
                    more(words)))
            .at(data.location().place())
            .expected("a number in each row, as in the others")
            .remedy("mend these rows or leave them out"));
  }

  private static String more(Unfit.Values words) {
    long more = words.count() - words.rows().size();
    return more > 0 ? String.format(Locale.ROOT, " and %,d more", more) : "";
  }

  /** The same of the first such column that an expression names. */
  public Optional<Problem> named(String expression) {
    List<String> columns =
        data.columns().keySet().stream().filter(column -> isNamed(column, expression)).toList();
    return columns.stream().flatMap(column -> in(column).stream()).findFirst();
  }

  private static boolean isNamed(String column, String expression) {
    return Pattern.compile("(?<![\\w])" + Pattern.quote(column) + "(?![\\w])")
        .matcher(expression)
        .find();
  }
}
