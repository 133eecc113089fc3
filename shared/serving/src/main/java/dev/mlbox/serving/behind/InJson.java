package dev.mlbox.serving.behind;

import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Incoming;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a client and a server speak JSON, so that what they say can be read beside them. */
final class InJson {
  private static final String JSON = "json";

  /** What makes a body something else: compression, and the binary tensors of the V2 protocol. */
  private static final Set<String> OTHERWISE =
      Set.of("content-encoding", "inference-header-content-length");

  private InJson() {}

  /** Whether a request is JSON, and nothing else is wanted back. */
  static boolean isAsked(Incoming request) {
    String accepted = lower(request.headers().get("accept"));
    return lower(request.contentType()).contains(JSON)
        && (accepted.isEmpty() || accepted.contains(JSON) || accepted.contains("*/*"));
  }

  /** Whether the body of an answer is what it says, not that in another form. */
  static boolean isPlain(Answer answer) {
    return answer.headers().stream()
        .map(Map.Entry::getKey)
        .noneMatch(name -> OTHERWISE.contains(lower(name)));
  }

  private static String lower(@Nullable String header) {
    return header == null ? "" : header.toLowerCase(Locale.ROOT);
  }
}
