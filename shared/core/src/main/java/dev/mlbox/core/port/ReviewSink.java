package dev.mlbox.core.port;

import dev.mlbox.core.review.Review;
import java.time.Duration;

/**
 * Where a pull request shows what was found: one status on its commit, one comment. Showing again
 * replaces what was shown; nothing is ever shown twice. Answers are values: a forge that refuses or
 * is away must not change a verdict.
 */
public interface ReviewSink {

  /** Shows the status on the commit that was checked. */
  Posting status(Review review);

  /** Shows the comment, in place of an earlier build's. */
  Posting comment(Review review);

  /** What a forge said. */
  sealed interface Posting {

    /**
     * It is shown.
     *
     * @param annotated whether annotations are shown too
     */
    record Shown(boolean annotated) implements Posting {}

    /** It will not be shown, however often it is tried. */
    record Refused(String why) implements Posting {}

    /**
     * It may be shown later.
     *
     * @param why in words
     * @param pause as long as the forge asks for; zero when it did not say
     */
    record Unavailable(String why, Duration pause) implements Posting {}
  }
}
