package dev.mlbox.core.review;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line of the project at which a Python program failed, read from what Python prints then; the
 * frames of libraries below it are nobody's to mend.
 *
 * @param path below the project's folder, with slashes
 * @param line counted from 1
 * @param error the exception, in one line
 */
record Frames(String path, int line, String error) {
  private static final Pattern FRAME = Pattern.compile("File \"([^\"]+)\", line (\\d{1,9})");

  /**
   * Looks through a program's output.
   *
   * @param folder of the project, an absolute path
   */
  static Optional<Frames> in(String output, String folder) {
    String root = folder.replace('\\', '/').replaceFirst("/*$", "/");
    String last = output.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b).strip();
    Optional<Frames> found = Optional.empty();
    Matcher frame = FRAME.matcher(output);
    while (frame.find()) {
      String path = frame.group(1).replace('\\', '/');
      String below = path.startsWith(root) ? path.substring(root.length()) : path;
      boolean elsewhere = below.startsWith("/") || below.startsWith("<") || below.contains(":/");
      if (!elsewhere && !below.contains("site-packages/")) {
        found = Optional.of(new Frames(below, Integer.parseInt(frame.group(2)), last));
      }
    }
    return found;
  }
}
