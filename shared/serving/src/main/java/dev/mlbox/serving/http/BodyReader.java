package dev.mlbox.serving.http;

import dev.mlbox.core.problem.Problem;
import dev.mlbox.serving.settings.Limits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Reads a request's body once, whole, and never more of it than is allowed. */
final class BodyReader {
  private final Vertx vertx;
  private final Limits limits;

  BodyReader(Vertx vertx, Limits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  /** Why there is no body, and what the client is told. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final transient Problem problem;

    Refused(int status, Problem problem) {
      super(problem.message(), null, false, false);
      this.status = status;
      this.problem = problem;
    }

    int status() {
      return status;
    }

    Problem problem() {
      return problem;
    }
  }

  /**
   * The body; fails with {@link Refused} when it is too large or too slow, and with {@link
   * HttpClosedException} when the client went away. What comes after a refusal is thrown away, so
   * that the client gets to read the answer.
   */
  Future<Buffer> read(HttpServerRequest request) {
    Promise<Buffer> promise = Promise.promise();
    long announced = announced(request);
    if (announced > limits.requestBytes()) {
      promise.fail(tooLarge("%d bytes".formatted(announced)));
    }
    Body body = new Body(request, promise);
    long timer = vertx.setTimer(Math.max(1, limits.time().toMillis()), id -> body.late());
    request
        .handler(body::part)
        .endHandler(
            ignored -> {
              vertx.cancelTimer(timer);
              body.end();
            })
        .exceptionHandler(
            cause -> {
              vertx.cancelTimer(timer);
              promise.tryFail(cause);
            });
    return promise.future();
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private Refused tooLarge(String size) {
    return new Refused(
        413,
        Problem.of("the body has " + size)
            .at("request body")
            .expected("at most %d bytes (MLBOX_REQUEST_LIMIT)".formatted(limits.requestBytes()))
            .remedy("send fewer rows at a time"));
  }

  private final class Body {
    private final HttpServerRequest request;
    private final Promise<Buffer> promise;
    private Buffer whole = Buffer.buffer();

    Body(HttpServerRequest request, Promise<Buffer> promise) {
      this.request = request;
      this.promise = promise;
    }

    void part(Buffer part) {
      if (promise.future().isComplete()) {
        return;
      }
      if (whole.length() + (long) part.length() > limits.requestBytes()) {
        whole = Buffer.buffer();
        promise.tryFail(tooLarge("more than %d bytes".formatted(limits.requestBytes())));
        return;
      }
      whole.appendBuffer(part);
    }

    void end() {
      promise.tryComplete(whole);
    }

    /** A client that is still sending what was refused long ago is cut off. */
    void late() {
      Problem problem =
          Problem.of("the body was not there after %d ms".formatted(limits.time().toMillis()))
              .at("MLBOX_TIME_LIMIT");
      if (!promise.tryFail(new Refused(408, problem))) {
        cutOff();
      }
    }

    /** Whoever else is on the same connection is not. */
    private void cutOff() {
      if (request.version() == HttpVersion.HTTP_2) {
        request.response().reset();
      } else {
        request.connection().close();
      }
    }
  }
}
