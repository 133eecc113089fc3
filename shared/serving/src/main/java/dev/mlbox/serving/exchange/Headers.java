package dev.mlbox.serving.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which headers go on with a request or an answer. */
public final class Headers {
  /**
   * Of all of them together, and of the line before them: as much as servers behind a box take.
   * Cookies of a single sign-on fill 8 kB.
   */
  public static final int LONGEST = 1 << 16;

  /** What belongs to one connection, not to what goes over it (RFC 9110, 7.6.1). */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          Incoming.HOP_HEADER,
          Incoming.TOKEN_HEADER);

  /** What an answer tells in fields of its own. */
  private static final Set<String> KNOWN =
      Set.of("content-type", Answer.VERSION_HEADER, Answer.MICROS_HEADER);

  private Headers() {}

  /** Of a request that is passed on. */
  public static MultiMap of(Incoming request) {
    MultiMap headers = HttpHeaders.headers();
    for (Map.Entry<String, String> header : request.headers()) {
      if (!OF_THE_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        headers.add(header.getKey(), header.getValue());
      }
    }
    return headers;
  }

  /** Of an answer that is passed back, without those that it tells in fields of its own. */
  public static List<Map.Entry<String, String>> of(MultiMap answer) {
    return answer.entries().stream()
        .filter(
            header -> {
              String name = header.getKey().toLowerCase(Locale.ROOT);
              return !OF_THE_CONNECTION.contains(name) && !KNOWN.contains(name);
            })
        .map(header -> Map.entry(header.getKey(), header.getValue()))
        .toList();
  }
}
