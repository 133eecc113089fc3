package dev.mlbox.engine.data;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.Problem;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of CSV with more or fewer values than the header has names, as DuckDB tells it.
 *
 * @param file its name; null when it was not told
 * @param line counted from 1, the header included
 * @param text of the line
 * @param expected values
 * @param found values
 */
record RaggedLine(@Nullable String file, long line, String text, long expected, long found) {
  private static final Pattern TOLD =
      Pattern.compile(
          "(?s)CSV Error on Line: (\\d+)\\s+Original Line: (.*?)\\s+"
              + "Expected Number of Columns: (\\d+) Found: (\\d+)");
  private static final Pattern FILE = Pattern.compile("(?m)^\\s*file ?= ?(.+)$");

  static Optional<RaggedLine> in(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    Matcher told = TOLD.matcher(message);
    if (!told.find()) {
      return Optional.empty();
    }
    Matcher file = FILE.matcher(message);
    return Optional.of(
        new RaggedLine(
            file.find() ? Objects.toString(Path.of(file.group(1).strip()).getFileName()) : null,
            Long.parseLong(told.group(1)),
            told.group(2),
            Long.parseLong(told.group(3)),
            Long.parseLong(told.group(4))));
  }

  /** With the file as the user named it, unless that names several. */
  Problem problem(Stated location) {
    boolean several = file != null && !location.text().endsWith(file);
    return Problem.of(
            String.format(
                Locale.ROOT,
                "line %,d of %s has %d values, the header has %d: %s",
                line,
                several ? file : location.text(),
                found,
                expected,
                ExampleRows.cut(text)))
        .at(location.place())
        .expected("as many values as the header has names, in quotes where they have separators")
        .remedy("mend that line or leave it out");
  }
}
