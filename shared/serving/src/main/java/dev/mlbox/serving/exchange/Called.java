package dev.mlbox.serving.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.runtime.grpc.GrpcStatus;
import dev.mlbox.runtime.grpc.GrpcText;
import dev.mlbox.serving.json.BoxJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls by gRPC as requests and answers like all others: the status of the call as that of HTTP
 * which says the same, and what came after the body as headers with a mark, in which form boxes
 * also pass it to each other.
 */
public final class Called {
  /** Of a call. */
  public static final String TYPE = "application/grpc";

  /** Before the names of what came after the body. */
  private static final String AFTER = "mlbox-after-";

  private static final int OK = 200;

  private Called() {}

  /** Whether a request is a call, by its content type. */
  public static boolean is(@Nullable String contentType) {
    return contentType != null
        && contentType.startsWith(TYPE)
        && (contentType.length() == TYPE.length() || "+;".indexOf(contentType.charAt(16)) >= 0);
  }

  /**
   * What a server says to a call. What is no gRPC is its failure, as its callers would see it.
   *
   * @param response that has ended
   */
  public static Answer answer(
      HttpClientResponse response, Buffer body, String version, long micros) {
    String type = response.getHeader(HttpHeaders.CONTENT_TYPE);
    List<Map.Entry<String, String>> headers = new ArrayList<>(Headers.of(response.headers()));
    response
        .trailers()
        .forEach(
            (name, value) -> headers.add(Map.entry(AFTER + name.toLowerCase(Locale.ROOT), value)));
    String said = response.getTrailer(GrpcStatus.HEADER);
    if (said == null) {
      said = response.getHeader(GrpcStatus.HEADER);
    }
    int status = said == null ? unsaid(response.statusCode()) : GrpcStatus.parse(said).http();
    return new Answer(status, type == null ? "" : type, body, version, micros, headers, "");
  }

  private static int unsaid(int status) {
    return status == OK ? GrpcStatus.UNKNOWN.http() : GrpcStatus.ofHttp(status).http();
  }

  /** Whether an answer is one to a call, with a status of its own. */
  public static boolean isSaid(Answer answer) {
    return is(answer.contentType())
        && answer.headers().stream()
            .anyMatch(
                header ->
                    header.getKey().equalsIgnoreCase(GrpcStatus.HEADER)
                        || header.getKey().equalsIgnoreCase(AFTER + GrpcStatus.HEADER));
  }

  /** What goes before the body. */
  public static Stream<Map.Entry<String, String>> before(Answer answer) {
    return answer.headers().stream().filter(header -> !isAfter(header));
  }

  /** What goes after the body. */
  public static List<Map.Entry<String, String>> after(Answer answer) {
    return answer.headers().stream()
        .filter(Called::isAfter)
        .map(header -> Map.entry(header.getKey().substring(AFTER.length()), header.getValue()))
        .toList();
  }

  private static boolean isAfter(Map.Entry<String, String> header) {
    return header.getKey().toLowerCase(Locale.ROOT).startsWith(AFTER);
  }

  /** How an answer that is none to a call is said to whoever called. */
  public static GrpcStatus status(Answer answer) {
    return answer.status() == OK ? GrpcStatus.UNKNOWN : GrpcStatus.ofHttp(answer.status());
  }

  /** The words beside that status, for a header. */
  public static String words(Answer answer) {
    List<String> words = new ArrayList<>();
    try {
      JsonNode error = BoxJson.mapper().readTree(answer.body().getBytes()).path("error");
      for (String part : List.of("what", "where", "expected", "remedy")) {
        String text = error.path(part).asText("");
        if (!text.isEmpty() && !text.equals("null")) {
          words.add(text);
        }
      }
    } catch (IOException e) {
      // Words that are no box's own are not passed on.
    }
    return GrpcText.encode(
        words.isEmpty() ? "an answer of status " + answer.status() : String.join("; ", words));
  }
}
