package dev.mlbox.serving.behind;

import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Incoming;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Requests on to a server and its answers back, over connections that are kept. */
final class Passing {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final int HTTP_PORT = 80;

  private final Vertx vertx;
  private final String host;
  private final int port;
  private final Wire wire;
  private final HttpClient client;

  Passing(Vertx vertx, URI server, Wire wire) {
    this.vertx = vertx;
    this.wire = wire;
    this.host = server.getHost();
    this.port = server.getPort() < 0 ? HTTP_PORT : server.getPort();
    this.client = wire.connections(vertx);
  }

  /** There was no answer in time. */
  static final class Late extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Late() {
      super("late", null, false, false);
    }
  }

  /**
   * Its answer; fails with {@link Late}, or with why there is none. A connection that the server
   * has closed in the same moment is no answer either, so a request that got nothing at all is sent
   * once more.
   *
   * @param version that the answer is said to come from
   */
  Future<Answer> pass(Incoming request, Duration limit, String version) {
    long until = System.nanoTime() + limit.toNanos();
    Call first = new Call(request, version);
    return first
        .within(limit.toMillis())
        .recover(
            cause -> {
              long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
              return cause instanceof Late || first.heard || left <= 0
                  ? Future.failedFuture(cause)
                  : new Call(request, version).within(left);
            });
  }

  /** Whether it says that it can predict. */
  Future<Boolean> isWell(String health) {
    return new Call(wire.question(health), "")
        .within(CONNECT_LIMIT.toMillis())
        .map(wire::isWell)
        .otherwise(false);
  }

  private RequestOptions options(HttpMethod method, String uri) {
    return new RequestOptions()
        .setHost(host)
        .setPort(port)
        .setMethod(method)
        .setURI(uri)
        .setConnectTimeout(CONNECT_LIMIT.toMillis());
  }

  /** One attempt, all on the caller's event loop. */
  private final class Call {
    private final Incoming request;
    private final String version;
    private final Promise<Answer> promise = Promise.promise();
    private final long began = System.nanoTime();
    private @Nullable HttpClientRequest sent;
    private boolean heard;

    Call(Incoming request, String version) {
      this.request = request;
      this.version = version;
    }

    Future<Answer> within(long millis) {
      long timer = vertx.setTimer(Math.max(1, millis), id -> over(new Late()));
      client
          .request(options(request.method(), request.uri()).setHeaders(wire.headers(request)))
          .onComplete(this::connected, this::over);
      return promise.future().onComplete(ignored -> vertx.cancelTimer(timer));
    }

    private void connected(HttpClientRequest connection) {
      sent = connection;
      if (promise.future().isComplete()) {
        connection.reset();
        return;
      }
      connection.send(request.body()).onComplete(this::answered, this::over);
    }

    private void answered(HttpClientResponse response) {
      heard = true;
      response.body().onComplete(body -> end(response, body), this::over);
    }

    private void end(HttpClientResponse response, Buffer body) {
      promise.tryComplete(wire.answer(response, body, version, (System.nanoTime() - began) / 1000));
    }

    private void over(Throwable cause) {
      HttpClientRequest open = sent;
      if (promise.tryFail(cause) && open != null) {
        open.reset();
      }
    }
  }
}
