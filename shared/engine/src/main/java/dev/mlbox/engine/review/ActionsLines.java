package dev.mlbox.engine.review;

import dev.mlbox.core.review.Annotation;
import dev.mlbox.core.review.Review;
import java.util.List;

/** Lines of a log that GitHub's runner shows as annotations; they need no permission. */
final class ActionsLines {
  private ActionsLines() {}

  static List<String> of(Review review) {
    if (review.annotations().isEmpty() && review.state() != Review.State.PASSED) {
      return List.of("::error title=%s::%s".formatted(value(review.name()), text(review.title())));
    }
    return review.annotations().stream().map(annotation -> line(review, annotation)).toList();
  }

  private static String line(Review review, Annotation annotation) {
    return "::%s file=%s,line=%d,title=%s::%s"
        .formatted(
            annotation.blocks() ? "error" : "warning",
            value(annotation.path()),
            annotation.line(),
            value(review.name()),
            text(annotation.message()));
  }

  private static String text(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String value(String text) {
    return text(text).replace(":", "%3A").replace(",", "%2C");
  }
}
