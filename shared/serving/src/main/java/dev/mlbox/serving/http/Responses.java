package dev.mlbox.serving.http;

import dev.mlbox.serving.exchange.Answer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Writes answers. */
final class Responses {
  private static final CharSequence VERSION = HttpHeaders.createOptimized(Answer.VERSION_HEADER);
  private static final CharSequence MICROS = HttpHeaders.createOptimized(Answer.MICROS_HEADER);

  private Responses() {}

  /**
   * Sends an answer.
   *
   * @param last whether the connection closes after it
   * @return done when it is sent, or when the client is gone
   */
  static Future<Void> send(HttpServerRequest request, Answer answer, boolean last) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return Future.succeededFuture();
    }
    answer.headers().forEach(header -> response.headers().add(header.getKey(), header.getValue()));
    response.setStatusCode(answer.status()).putHeader(VERSION, answer.version());
    if (!answer.contentType().isEmpty()) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
    }
    if (answer.micros() >= 0) {
      response.putHeader(MICROS, Long.toString(answer.micros()));
    }
    if (last) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    Future<Void> sent = response.end(answer.body());
    return last ? sent.eventually(() -> request.connection().close()) : sent;
  }
}
