package dev.mlbox.jenkins.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words as a script for the agent's shell, such that the program receives exactly these words
 * whatever is in them: a value set by a build must never be a command.
 */
public enum Shell {
  /** Linux and macOS. */
  POSIX {
    @Override
    String quoted(String word) {
      return "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public String script(List<String> words, String numberFile) {
      // The first line keeps the shell from echoing each line; exec leaves its number, and the
      // signals that this gets, to the program.
      return "#!/bin/sh\necho $$ > " + quoted(numberFile) + "\nexec " + line(words) + "\n";
    }
  },

  /** A Windows batch file. */
  BATCH {
    @Override
    String quoted(String word) {
      if (word.indexOf('\n') >= 0 || word.indexOf('\r') >= 0) {
        throw new IllegalArgumentException(
            "a Windows command line cannot hold the line break in \""
                + word.lines().findFirst().orElse("")
                + "…\": give the value on one line");
      }
      return escaped(forProgram(word));
    }

    /** In plain quotes: after an escaped one cmd would end the program's name at its first blank. */
    @Override
    String program(String word) {
      return "\"" + word.replace("%", "%%") + "\"";
    }

    @Override
    public String script(List<String> words, String numberFile) {
      String line = line(words);
      if (line.length() > LONGEST_BATCH_LINE) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the command has %,d characters as a line for cmd, which takes %,d at most: put"
                    + " long settings into mlbox.yaml",
                line.length(),
                LONGEST_BATCH_LINE));
      }
      // An agent may have "!" switched on for all of cmd; the file is UTF-8 whatever its console's
      // code page is, where cmd knows that one.
      return "@echo off\r\nsetlocal DisableDelayedExpansion\r\nchcp 65001 >nul 2>&1\r\n"
          + line
          + "\r\nexit /b %ERRORLEVEL%\r\n";
    }
  };

  /** As Microsoft says for cmd; escapes count. */
  private static final int LONGEST_BATCH_LINE = 8191;

  /**
   * The whole script.
   *
   * @param numberFile gets the number of the program's process, where signals are sent to numbers
   */
  public abstract String script(List<String> words, String numberFile);

  abstract String quoted(String word);

  String program(String word) {
    return quoted(word);
  }

  String line(List<String> words) {
    return Stream.concat(
            Stream.of(program(words.get(0))), words.stream().skip(1).map(this::quoted))
        .collect(Collectors.joining(" "));
  }

  /** As the C runtime takes a command line apart: a quote needs a backslash, and so do those. */
  private static String forProgram(String word) {
    StringBuilder text = new StringBuilder("\"");
    int backslashes = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '\\') {
        backslashes++;
      } else {
        text.append("\\".repeat(c == '"' ? 2 * backslashes + 1 : backslashes)).append(c);
        backslashes = 0;
      }
    }
    return text.append("\\".repeat(2 * backslashes)).append('"').toString();
  }

  /** As cmd reads a line of a batch file: with each quote escaped, it never thinks itself in one. */
  private static String escaped(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        line.append('%');
      } else if ("()^\"<>&|".indexOf(c) >= 0) {
        line.append('^');
      }
      line.append(c);
    }
    return line.toString();
  }
}
