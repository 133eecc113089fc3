package dev.mlbox.engine.data;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** What spreadsheets make of comma-separated values: other separators, marks, encodings. */
public final class CsvText {
  private static final String SEPARATORS = ",;\t|";
  private static final String ORDER_MARK = "\uFEFF";
  private static final String SAVED = "in a spreadsheet save it as `CSV UTF-8`";

  private CsvText() {}

  /**
   * The text of a file, without the mark that spreadsheets put before it.
   *
   * @throws MlboxException INVALID for another encoding, with the first line that is not UTF-8
   */
  public static String decoded(byte[] bytes, Path file) {
    if (isWide(bytes)) {
      throw MlboxException.invalid(wide("it is").at(file.toString()));
    }
    try {
      return unmarked(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw MlboxException.invalid(
          notUtf8("it is").at("%s:%d".formatted(file, firstWrongLine(bytes))));
    }
  }

  /** A line's number, from 1. No other letter of UTF-8 has the byte that ends a line. */
  private static int firstWrongLine(byte[] bytes) {
    int line = 1;
    int begin = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (!isUtf8(ByteBuffer.wrap(bytes, begin, i - begin))) {
          return line;
        }
        begin = i + 1;
        line++;
      }
    }
    return line;
  }

  private static boolean isUtf8(ByteBuffer bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Whether a file that begins so is UTF-16, as a spreadsheet's "Unicode text" is. */
  static boolean isWide(byte[] beginning) {
    return beginning.length > 1
        && ((beginning[0] == (byte) 0xFE && beginning[1] == (byte) 0xFF)
            || (beginning[0] == (byte) 0xFF && beginning[1] == (byte) 0xFE));
  }

  /**
   * What is said of UTF-16.
   *
   * @param subject such as {@code it is}
   */
  static Problem wide(String subject) {
    return Problem.of(subject + " UTF-16")
        .expected("UTF-8")
        .remedy(SAVED + ", or change it by iconv -f UTF-16 -t UTF-8");
  }

  /**
   * What is said of other encodings.
   *
   * @param subject such as {@code it is}
   */
  static Problem notUtf8(String subject) {
    return Problem.of(subject + " not UTF-8")
        .expected("UTF-8")
        .remedy(SAVED + ", or change it by iconv -f WINDOWS-1252 -t UTF-8");
  }

  static String unmarked(String text) {
    return text.startsWith(ORDER_MARK) ? text.substring(1) : text;
  }

  /** Whether a first line names the separator, as a spreadsheet's own files do, and no columns. */
  public static boolean isSeparatorLine(String line) {
    return line.strip().toLowerCase(Locale.ROOT).matches("\"?sep=.\"?");
  }

  /** The separator that a header has most of; a comma if it has none. */
  public static char separator(String header) {
    char best = ',';
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char separator = SEPARATORS.charAt(i);
      if (count(header, separator) > count(header, best)) {
        best = separator;
      }
    }
    return best;
  }

  static long count(String line, char separator) {
    return line.chars().filter(letter -> letter == separator).count();
  }
}
