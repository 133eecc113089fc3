package dev.mlbox.serving.http;

import dev.mlbox.core.problem.Problem;
import dev.mlbox.runtime.grpc.GrpcStatus;
import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Headers;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * One call on its way through a box: what either side says is passed to the other at once, and
 * whoever goes away ends it.
 *
 * @param request of the client, paused
 * @param version of this box
 */
record Stream(HttpServerRequest request, String version) {
  /** Of HTTP/2: nobody wants the rest. */
  private static final long CANCEL = 8;

  /** Done when it is over; never fails. */
  Future<Void> goOn(HttpClientRequest to) {
    HttpServerResponse response = request.response();
    response.closeHandler(ignored -> to.reset(CANCEL));
    response.exceptionHandler(ignored -> to.reset(CANCEL));
    to.setChunked(true);
    Future<HttpClientResponse> answer = to.response();
    request.pipe().to(to).onFailure(ignored -> to.reset(CANCEL));
    return answer
        .compose(this::back)
        .transform(
            done ->
                done.succeeded()
                    ? Future.<Void>succeededFuture()
                    : broken(String.valueOf(done.cause().getMessage())));
  }

  private Future<Void> back(HttpClientResponse answer) {
    HttpServerResponse response = request.response();
    Headers.of(answer.headers())
        .forEach(header -> response.headers().add(header.getKey(), header.getValue()));
    String from = answer.getHeader(Answer.VERSION_HEADER);
    String type = answer.getHeader(HttpHeaders.CONTENT_TYPE);
    response
        .setStatusCode(answer.statusCode())
        .putHeader(Answer.VERSION_HEADER, from == null ? version : from);
    if (type != null) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, type);
    }
    // One that says how the call ended says nothing else, and is not to be sent before its end.
    if (answer.getHeader(GrpcStatus.HEADER) == null) {
      response.writeHead();
    }
    return answer
        .pipe()
        .endOnComplete(false)
        .to(response)
        .compose(
            ignored -> {
              answer.trailers().forEach((name, value) -> response.trailers().add(name, value));
              return response.end();
            });
  }

  /** In the middle of an answer the end of the stream is all that can still be said. */
  private Future<Void> broken(String why) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return Future.succeededFuture();
    }
    if (!response.headWritten()) {
      return refuse("the call was broken off: " + why);
    }
    response.putTrailer(GrpcStatus.HEADER, GrpcStatus.UNAVAILABLE.number());
    return response.end().otherwiseEmpty();
  }

  /** Ends it before it began. */
  Future<Void> refuse(String why) {
    return Responses.send(request, Answer.problem(503, Problem.of(why), version), false)
        .otherwiseEmpty();
  }
}
