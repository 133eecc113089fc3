package dev.mlbox.serving.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The name of an answer, which carries all that a label needs to be compared with it: so any box
 * can count a label days later, and none has to remember answers.
 *
 * @param version that answered
 * @param nonce unlike that of other answers
 * @param predicted one text a row
 */
public record AnswerId(String version, String nonce, List<String> predicted) {
  /** Answers of more rows have no name: it is a header. */
  public static final int MOST_ROWS = 16;

  private static final double NEAR = 1e-3;
  private static final int LONGEST = 2048;
  private static final char SEPARATOR = '\u001f';

  public AnswerId {
    predicted = List.copyOf(predicted);
  }

  /** A new name; empty when the answer has no rows, or too many. */
  public static String of(String version, List<String> predicted) {
    if (predicted.isEmpty() || predicted.size() > MOST_ROWS) {
      return "";
    }
    String nonce = Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, 36);
    StringBuilder text = new StringBuilder(version).append(SEPARATOR).append(nonce);
    predicted.forEach(value -> text.append(SEPARATOR).append(value));
    String id =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    return id.length() > LONGEST ? "" : id;
  }

  /**
   * How many rows two answers to the same request say differently: another class, or a number that
   * is off by more than a thousandth.
   */
  public long differences(AnswerId other) {
    long different = 0;
    for (int row = 0; row < Math.min(predicted.size(), other.predicted.size()); row++) {
      different += same(predicted.get(row), other.predicted.get(row)) ? 0 : 1;
    }
    return different;
  }

  private static boolean same(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    try {
      double first = Double.parseDouble(one);
      double second = Double.parseDouble(other);
      return Math.abs(first - second) <= NEAR * Math.max(Math.abs(first), Math.abs(second));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** What a name says of the first row; empty when it is none. */
  public static Optional<String> first(String id) {
    return id.isEmpty() ? Optional.empty() : parse(id).map(name -> name.predicted().get(0));
  }

  /** What a name says; empty when it is none. */
  public static Optional<AnswerId> parse(String id) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
      List<String> parts = new ArrayList<>(List.of(text.split(String.valueOf(SEPARATOR), -1)));
      return parts.size() < 3
          ? Optional.empty()
          : Optional.of(new AnswerId(parts.get(0), parts.get(1), parts.subList(2, parts.size())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
