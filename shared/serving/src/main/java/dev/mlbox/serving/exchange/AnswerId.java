package dev.mlbox.serving.exchange;

import dev.mlbox.core.judge.Tally.Trial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an answer, which carries all that a label needs to be compared with it: so any box
 * can count a label days later, and none has to remember answers.
 *
 * @param version that answered
 * @param nonce unlike that of other answers
 * @param predicted one text a row
 * @param trial that the answer was drawn in; null when nobody was on trial
 */
public record AnswerId(
    String version, String nonce, List<String> predicted, @Nullable Trial trial) {
  /** Answers of more rows have no name: it is a header. */
  public static final int MOST_ROWS = 16;

  private static final int LONGEST = 2048;
  private static final int LONGEST_DRAWN = LONGEST + 128;
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,63}");
  private static final Pattern NONCE = Pattern.compile("[0-9a-z]{1,13}");

  /** Before the draw; no letter of what comes before it. */
  private static final String TRIAL = "~";

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

  /** The name of an answer that was drawn: labels of both arms can be told from older ones. */
  public static String drawn(String id, @Nullable Trial trial) {
    return id.isEmpty() || trial == null
        ? id
        : id + TRIAL + trial.canaryVersion() + TRIAL + trial.weight();
  }

  /** What a name says of the first row; empty when it is none. */
  public static Optional<String> first(String id) {
    return id.isEmpty() ? Optional.empty() : parse(id).map(name -> name.predicted().get(0));
  }

  /** What a name says; empty when it is none. */
  public static Optional<AnswerId> parse(String id) {
    if (id.length() > LONGEST_DRAWN) {
      return Optional.empty();
    }
    try {
      List<String> whole = List.of(id.split(TRIAL, -1));
      String text = new String(Base64.getUrlDecoder().decode(whole.get(0)), StandardCharsets.UTF_8);
      List<String> parts = new ArrayList<>(List.of(text.split(String.valueOf(SEPARATOR), -1)));
      return parts.size() < 3 || !isOurs(parts.get(0), parts.get(1))
          ? Optional.empty()
          : Optional.of(
              new AnswerId(
                  parts.get(0), parts.get(1), parts.subList(2, parts.size()), trial(whole)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Names are not signed; what nobody here would have written is at least not kept. */
  private static boolean isOurs(String version, String nonce) {
    return VERSION.matcher(version).matches() && NONCE.matcher(nonce).matches();
  }

  private static @Nullable Trial trial(List<String> whole) {
    if (whole.size() == 1) {
      return null;
    }
    double weight = whole.size() == 3 ? Double.parseDouble(whole.get(2)) : Double.NaN;
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException("the draw of an answer has a weight");
    }
    if (!VERSION.matcher(whole.get(1)).matches()) {
      throw new IllegalArgumentException("the draw of an answer names a version");
    }
    return new Trial(whole.get(1), weight);
  }
}
