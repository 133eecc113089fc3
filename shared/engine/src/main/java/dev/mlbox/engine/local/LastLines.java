package dev.mlbox.engine.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, however long it is. */
final class LastLines {
  private static final int LINES = 20;
  private static final int BYTES = 32 << 10;

  private LastLines() {}

  /** At most twenty lines; none when there is no log. */
  static List<String> of(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - BYTES);
      byte[] end = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(end);
      List<String> lines =
          new String(end, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
      return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The one that says what happened, rather than where in the code. */
  static String telling(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i);
      if (!Character.isWhitespace(line.charAt(0))) {
        return line.strip();
      }
    }
    return "it wrote nothing";
  }
}
