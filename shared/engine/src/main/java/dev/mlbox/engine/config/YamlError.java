package dev.mlbox.engine.config;

import dev.mlbox.core.problem.Problem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says in plain English, with the line to look at, why a text is not YAML. */
final class YamlError {

  /**
   * One row of the table below.
   *
   * @param words in what the parser says
   * @param atContext whether the mistake is where the parser began, not where it noticed
   */
  private record Row(String words, boolean atContext, String what, @Nullable String remedy) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("'\\t(TAB)'", false, "a tab is used to indent", "indent with spaces"),
          new Row(
              "that cannot start any token",
              false,
              "a value cannot start with this character",
              "put the value in quotes"),
          new Row(
              "mapping values are not allowed here",
              false,
              "there is a `: ` too many, or this line is indented too far",
              "put a value that contains `: ` in quotes"),
          new Row("could not find expected ':'", true, "this line has no `: ` after its key", null),
          new Row("unexpected end of stream", true, "a quote is opened here and not closed", null),
          new Row("expected ',' or ']'", true, "a `[` is opened here and not closed", null),
          new Row("expected ',' or '}'", true, "a `{` is opened here and not closed", null),
          new Row(
              "but found '<scalar>'",
              false,
              "there is text after a closing quote",
              "double a quote that is part of the value"),
          new Row("but found ']'", false, "there is a `]` too many", null),
          new Row("but found '}'", false, "there is a `}` too many", null),
          new Row(
              "but found '-'",
              false,
              "a list item follows a value",
              "put the list under a key of its own"),
          new Row(
              "expected <block end>",
              false,
              "this line is not indented like the lines it belongs to",
              null),
          new Row(
              "expected '<document start>'",
              false,
              "this line is not indented like the lines it belongs to",
              null),
          new Row(
              "found another document",
              false,
              "a second document starts here",
              "keep only one, without `---` between settings"),
          new Row(
              "found unknown escape character",
              false,
              "a text in double quotes has a `\\` before a character that needs none",
              "use single quotes, or write `\\\\`"));

  private YamlError() {}

  static Problem problem(YAMLException error, String text, String name) {
    if (error instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      return problem(marked, name);
    }
    if (error instanceof ReaderException unreadable) {
      long line = text.codePoints().limit(unreadable.getPosition()).filter(c -> c == '\n').count();
      return Problem.of(
              "there is a control character (U+%04X)".formatted(unreadable.getCodePoint()))
          .at(name + ":" + (line + 1))
          .remedy("remove it");
    }
    return Problem.of("this is not YAML: " + error.getMessage()).at(name);
  }

  private static Problem problem(MarkedYAMLException error, String name) {
    String words = Objects.requireNonNullElse(error.getProblem(), "it cannot be parsed");
    for (Row row : ROWS) {
      if (words.contains(row.words())) {
        Problem problem =
            Problem.of(row.what())
                .at(place(row.atContext() ? error.getContextMark() : null, error, name));
        return row.remedy() == null ? problem : problem.remedy(row.remedy());
      }
    }
    return Problem.of("this is not YAML: " + words).at(place(null, error, name));
  }

  private static String place(@Nullable Mark context, MarkedYAMLException error, String name) {
    Mark mark = context == null ? error.getProblemMark() : context;
    return name + ":" + (mark.getLine() + 1);
  }
}
