package dev.mlbox.core.sql;

import dev.mlbox.core.sql.Expression.Binary;
import dev.mlbox.core.sql.Expression.Call;
import dev.mlbox.core.sql.Expression.Literal;
import dev.mlbox.core.sql.Expression.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads arithmetic between aggregates; what stands inside an aggregate is left to the database. */
final class ExpressionParser {
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d*)?([eE][+-]?\\d+)?|\\.\\d+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern FILTER =
      Pattern.compile("filter\\s*\\(\\s*where\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern WHERE = Pattern.compile("\\s*where\\b", Pattern.CASE_INSENSITIVE);

  /** How many numbers a function takes. */
  private static final Map<String, Integer> FUNCTIONS =
      Map.of("sqrt", 1, "ln", 1, "exp", 1, "abs", 1, "power", 2, "pow", 2);

  private final String text;
  private final List<Aggregate> aggregates = new ArrayList<>();
  private int position;

  ExpressionParser(String text) {
    this.text = text.strip();
  }

  AggregateExpression parse() {
    Expression expression = sum();
    if (position < text.length()) {
      throw misread("`%s` is not understood".formatted(text.substring(position)));
    }
    if (aggregates.isEmpty()) {
      throw misread("it has no aggregate");
    }
    return new AggregateExpression(text, aggregates, expression);
  }

  private Expression sum() {
    Expression left = product();
    while (next('+') || next('-')) {
      char sign = text.charAt(position++);
      left = new Binary(sign, left, product());
    }
    return left;
  }

  private Expression product() {
    Expression left = factor();
    while (next('*') || next('/')) {
      char sign = text.charAt(position++);
      left = new Binary(sign, left, factor());
    }
    return left;
  }

  private Expression factor() {
    if (next('-')) {
      position++;
      return new Binary('-', new Literal(0), factor());
    }
    if (next('(')) {
      position++;
      Expression inner = sum();
      require(')');
      return inner;
    }
    Optional<String> number = match(NUMBER);
    if (number.isPresent()) {
      return new Literal(Double.parseDouble(number.get()));
    }
    String name = match(NAME).orElseThrow(() -> misread(rest() + " is no aggregate or number"));
    return call(name.toLowerCase(Locale.ROOT));
  }

  private String rest() {
    return position < text.length() ? "`%s`".formatted(text.substring(position)) : "the end";
  }

  private Expression call(String name) {
    if (!next('(')) {
      throw misread("%s stands outside of an aggregate".formatted(name));
    }
    Optional<Aggregate.Kind> kind =
        List.of(Aggregate.Kind.values()).stream()
            .filter(each -> each.name().equalsIgnoreCase(name))
            .findFirst();
    if (kind.isPresent()) {
      String argument = balanced();
      if (argument.isEmpty() || argument.toLowerCase(Locale.ROOT).startsWith("distinct ")) {
        throw misread("%s(%s) is no average, sum or count of rows".formatted(name, argument));
      }
      aggregates.add(new Aggregate(kind.get(), argument, filter()));
      return new Reference(aggregates.size() - 1);
    }
    Integer wanted = FUNCTIONS.get(name);
    if (wanted == null) {
      throw misread("%s(…) is not understood".formatted(name));
    }
    position++;
    List<Expression> arguments = new ArrayList<>(List.of(sum()));
    while (next(',')) {
      position++;
      arguments.add(sum());
    }
    require(')');
    if (arguments.size() != wanted) {
      throw misread("%s takes %d numbers, not %d".formatted(name, wanted, arguments.size()));
    }
    return new Call(name, arguments);
  }

  private String filter() {
    spaces();
    Matcher filter = FILTER.matcher(text).region(position, text.length());
    if (!filter.lookingAt()) {
      return "";
    }
    position = text.indexOf('(', position);
    return WHERE.matcher(balanced()).replaceFirst("").strip();
  }

  /** What is between this parenthesis and the one that closes it, quotes respected. */
  private String balanced() {
    int from = ++position;
    int depth = 1;
    char quote = 0;
    for (; position < text.length(); position++) {
      char letter = text.charAt(position);
      if (quote != 0) {
        quote = letter == quote ? 0 : quote;
      } else if (letter == '\'' || letter == '"') {
        quote = letter;
      } else if (letter == ';') {
        throw misread("it has a semicolon");
      } else if (letter == '(') {
        depth++;
      } else if (letter == ')' && --depth == 0) {
        return text.substring(from, position++).strip();
      }
    }
    throw misread("a parenthesis is not closed");
  }

  private Optional<String> match(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(position, text.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    position = matcher.end();
    return Optional.of(matcher.group());
  }

  private void spaces() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private boolean next(char wanted) {
    spaces();
    return position < text.length() && text.charAt(position) == wanted;
  }

  private void require(char wanted) {
    if (!next(wanted)) {
      throw misread("a %s is missing before %s".formatted(wanted, rest()));
    }
    position++;
  }

  private static IllegalArgumentException misread(String what) {
    return new IllegalArgumentException(what);
  }
}
