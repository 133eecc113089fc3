package dev.mlbox.engine.process;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A line → the words that a program is started with. No shell: blanks separate, single quotes keep
 * all, double quotes keep all but {@code \"} and {@code \\}, and outside quotes a backslash keeps a
 * blank, quote or backslash after it. Any other backslash is itself, so that Windows paths work.
 */
public final class CommandLine {
  private static final Set<String> SHELL =
      Set.of("&&", "||", "|", ";", "&", ">", ">>", "<", "<<", "2>", "2>&1", "&>");

  private final Stated line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean started;
  private boolean quoted;

  private CommandLine(Stated line) {
    this.line = line;
  }

  /**
   * The words of a line, at least one.
   *
   * @throws MlboxException INVALID when there is no word, a quote is left open, or a word is a
   *     shell's operator
   */
  public static List<String> words(Stated line) {
    CommandLine parser = new CommandLine(line);
    parser.parse(line.text());
    if (parser.words.isEmpty()) {
      throw parser.invalid(
          Problem.of("the command is empty").expected("a program, then its words"));
    }
    return List.copyOf(parser.words);
  }

  private void parse(String text) {
    int at = 0;
    while (at < text.length()) {
      char here = text.charAt(at);
      if (here == '\'' || here == '"') {
        at = quoted(text, at, here);
      } else if (Character.isWhitespace(here)) {
        endWord();
        at++;
      } else {
        at += plain(text, at, "\\'\"", true);
      }
    }
    endWord();
  }

  /** Takes a quoted part, returns the position after its closing quote. */
  private int quoted(String text, int start, char quote) {
    started = true;
    quoted = true;
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != quote) {
      if (quote == '"') {
        at += plain(text, at, "\\\"", false);
      } else {
        word.append(text.charAt(at));
        at++;
      }
    }
    if (at == text.length()) {
      throw invalid(
          Problem.of("a %s is opened and not closed in `%s`".formatted(quote, line.text()))
              .expected("a second " + quote)
              .remedy("write \\%s for one that is part of a word".formatted(quote)));
    }
    return at + 1;
  }

  /** Takes one character, or two when the first is a backslash that escapes the second. */
  private int plain(String text, int at, String escaped, boolean orBlank) {
    started = true;
    char here = text.charAt(at);
    boolean last = at + 1 == text.length();
    if (here == '\\' && !last) {
      char next = text.charAt(at + 1);
      if (escaped.indexOf(next) >= 0 || (orBlank && Character.isWhitespace(next))) {
        word.append(next);
        return 2;
      }
    }
    word.append(here);
    return 1;
  }

  private void endWord() {
    if (!started) {
      return;
    }
    String ended = word.toString();
    if (!quoted && SHELL.contains(ended)) {
      throw invalid(
          Problem.of("`%s` in `%s` would need a shell".formatted(ended, line.text()))
              .expected("one program and its words")
              .remedy("put the line into a script and run that"));
    }
    words.add(ended);
    word.setLength(0);
    started = false;
    quoted = false;
  }

  private MlboxException invalid(Problem problem) {
    return MlboxException.invalid(problem.at(line.place()));
  }
}
