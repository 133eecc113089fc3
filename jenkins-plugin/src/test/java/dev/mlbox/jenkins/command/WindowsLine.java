package dev.mlbox.jenkins.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a line of a batch file apart as Windows does: first cmd (percent signs, carets), then the C
 * runtime (quotes, backslashes), as their vendor documents both.
 */
final class WindowsLine {
  private WindowsLine() {}

  static List<String> words(String line) {
    return programSees(cmdHandsOn(line));
  }

  private static String cmdHandsOn(String line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '%') {
        if (i + 1 >= line.length() || line.charAt(++i) != '%') {
          throw new AssertionError("cmd would put a variable here: " + line);
        }
        text.append('%');
      } else if (c == '^') {
        text.append(line.charAt(++i));
      } else if ("&|<>()\"".indexOf(c) >= 0) {
        throw new AssertionError("cmd would act on " + c + ": " + line);
      } else {
        text.append(c);
      }
    }
    return text.toString();
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
