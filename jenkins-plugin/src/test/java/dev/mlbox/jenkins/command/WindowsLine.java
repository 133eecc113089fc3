package dev.mlbox.jenkins.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a line of a batch file apart as Windows does: first cmd (percent signs, carets, where the
 * program's name ends), then the C runtime (quotes, backslashes), as their vendor documents both.
 */
final class WindowsLine {
  private WindowsLine() {}

  static List<String> words(String line) {
    Cmd cmd = Cmd.of(line);
    List<String> words = new ArrayList<>(List.of(cmd.program));
    words.addAll(programSees(cmd.rest));
    return words;
  }

  /**
   * What cmd starts, and with what. A caret takes its meaning from the next character: an escaped
   * quote does not begin a text in which blanks are no ends.
   */
  private record Cmd(String program, String rest) {

    static Cmd of(String line) {
      StringBuilder text = new StringBuilder();
      boolean quoted = false;
      int end = -1;
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (c == '%') {
          if (i + 1 >= line.length() || line.charAt(++i) != '%') {
            throw new AssertionError("cmd would put a variable here: " + line);
          }
        } else if (c == '"') {
          quoted = !quoted;
        } else if (c == '^' && !quoted) {
          c = line.charAt(++i);
        } else if ("&|<>()".indexOf(c) >= 0 && !quoted) {
          throw new AssertionError("cmd would act on " + c + ": " + line);
        } else if (" \t,;=".indexOf(c) >= 0 && !quoted && end < 0) {
          end = text.length();
        }
        text.append(c);
      }
      if (end < 0) {
        end = text.length();
      }
      return new Cmd(text.substring(0, end).replace("\"", ""), text.substring(end));
    }
  }

  private static List<String> programSees(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean begun = false;
    int backslashes = 0;
    for (char c : (line + " ").toCharArray()) {
      if (c == '\\') {
        backslashes++;
        continue;
      }
      word.append("\\".repeat(c == '"' ? backslashes / 2 : backslashes));
      boolean literal = c == '"' && backslashes % 2 == 1;
      begun |= backslashes > 0 || c != ' ';
      backslashes = 0;
      if (c == '"' && !literal) {
        quoted = !quoted;
      } else if (c == ' ' && !quoted) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
      }
    }
    return words;
  }
}
