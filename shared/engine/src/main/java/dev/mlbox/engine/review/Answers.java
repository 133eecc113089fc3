package dev.mlbox.engine.review;

import dev.mlbox.core.port.ReviewSink.Posting;
import java.time.Duration;

/** What an HTTP status means, the same with every forge. */
final class Answers {
  private static final int LONGEST = 200;

  private Answers() {}

  /**
   * A request that failed.
   *
   * @param status of the answer
   * @param words of the forge, may be empty
   * @param wait as long as it asks for
   */
  static Posting failed(PullRequest request, int status, String words, Duration wait) {
    String said = "%d%s".formatted(status, words.isBlank() ? "" : ": " + brief(words));
    boolean limited = status == 429 || (status == 403 && !wait.isZero());
    if (limited || status >= 500) {
      return new Posting.Unavailable(
          "%s answers %s".formatted(request.forge().words(), said), wait);
    }
    if (status == 401 || status == 403 || status == 404) {
      return new Posting.Refused(
          "the token may not do that in %s (%s); it needs %s"
              .formatted(request.words(), said, request.forge().permissions()));
    }
    return new Posting.Refused("%s refuses it (%s)".formatted(request.forge().words(), said));
  }

  static Posting unreachable(PullRequest request, Exception e) {
    Throwable cause = e;
    while (cause.getMessage() == null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String words =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new Posting.Unavailable(
        "%s does not answer at %s: %s"
            .formatted(request.forge().words(), request.api(), brief(words)),
        Duration.ZERO);
  }

  private static String brief(String words) {
    String flat = words.replaceAll("\\s+", " ").strip();
    return flat.length() <= LONGEST ? flat : flat.substring(0, LONGEST - 1) + "…";
  }
}
