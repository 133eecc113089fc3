package dev.mlbox.serving.http;

import dev.mlbox.runtime.grpc.GrpcStatus;
import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Called;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Writes answers. */
final class Responses {
  private static final CharSequence VERSION = HttpHeaders.createOptimized(Answer.VERSION_HEADER);
  private static final CharSequence MICROS = HttpHeaders.createOptimized(Answer.MICROS_HEADER);

  private static final CharSequence ID = HttpHeaders.createOptimized(Answer.ID_HEADER);

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
    boolean streams = request.version() == HttpVersion.HTTP_2;
    if (streams && Called.is(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      return closing(request, called(response, answer), last);
    }
    answer.headers().forEach(header -> response.headers().add(header.getKey(), header.getValue()));
    response.setStatusCode(answer.status()).putHeader(VERSION, answer.version());
    if (!answer.contentType().isEmpty()) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
    }
    if (answer.micros() >= 0) {
      response.putHeader(MICROS, Long.toString(answer.micros()));
    }
    if (!answer.id().isEmpty()) {
      response.putHeader(ID, answer.id());
    }
    if (last && !streams) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    return closing(request, response.end(answer.body()), last);
  }

  /** Other calls on the same connection are let finish. */
  private static Future<Void> closing(HttpServerRequest request, Future<Void> sent, boolean last) {
    if (!last) {
      return sent;
    }
    return request.version() == HttpVersion.HTTP_2
        ? sent.onComplete(ignored -> request.connection().shutdown())
        : sent.eventually(() -> request.connection().close());
  }

  /** As gRPC has it: the status comes after the body, and that of HTTP says nothing. */
  private static Future<Void> called(HttpServerResponse response, Answer answer) {
    response.setStatusCode(200).putHeader(VERSION, answer.version());
    if (!Called.isSaid(answer)) {
      response
          .putHeader(HttpHeaders.CONTENT_TYPE, Called.TYPE)
          .putHeader(GrpcStatus.HEADER, Called.status(answer).number())
          .putHeader(GrpcStatus.MESSAGE_HEADER, Called.words(answer));
      return response.end();
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
    Called.before(answer)
        .forEach(header -> response.headers().add(header.getKey(), header.getValue()));
    if (answer.micros() >= 0) {
      response.putHeader(MICROS, Long.toString(answer.micros()));
    }
    var after = Called.after(answer);
    after.forEach(trailer -> response.trailers().add(trailer.getKey(), trailer.getValue()));
    return answer.body().length() == 0 ? response.end() : response.end(answer.body());
  }
}
