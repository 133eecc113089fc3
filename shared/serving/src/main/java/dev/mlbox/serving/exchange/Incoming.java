package dev.mlbox.serving.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request with its whole body.
 *
 * @param method as in HTTP
 * @param uri path and query as the client wrote them
 * @param path without query
 * @param headers all of them
 * @param body unread
 */
public record Incoming(HttpMethod method, String uri, String path, MultiMap headers, Buffer body) {

  /** Says how often a request was passed on between boxes. */
  public static final String HOP_HEADER = "mlbox-hop";

  /** Shows that a box passed it on; goes no further than to the next one. */
  public static final String TOKEN_HEADER = "mlbox-token";

  /** A client's request, once its body is there. */
  public static Incoming of(HttpServerRequest request, Buffer body) {
    return new Incoming(request.method(), request.uri(), request.path(), request.headers(), body);
  }

  public @Nullable String contentType() {
    return headers.get("content-type");
  }

  /** The same for a box that does not believe whoever says that they passed it on. */
  public Incoming fromOutside() {
    MultiMap others = HttpHeaders.headers().addAll(headers).remove(HOP_HEADER);
    return new Incoming(method, uri, path, others, body);
  }

  /** How often it was passed on; a word that is no number counts as often enough. */
  public int hops() {
    String hop = headers.get(HOP_HEADER);
    if (hop == null) {
      return 0;
    }
    try {
      return Math.max(1, Integer.parseInt(hop));
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }
}
