package dev.mlbox.serving.http;

import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Headers;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.exchange.Reply;
import dev.mlbox.serving.settings.Tokens;
import dev.mlbox.serving.split.Address;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Passes a request on to another box, body unread, over connections that are kept for a while. */
final class Forwarder {
  private static final int CONNECTIONS = 512;

  /**
   * An address may be of many boxes, one of which has each connection: for good, a single one would
   * answer everything, well or not, and a new one nothing.
   */
  private static final int CONNECTION_LIVES_SECONDS = 2;

  /** Boxes are near each other: one that cannot be reached by then is not there. */
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

  /** No box answers with more; whoever does is not one. */
  private static final int LONGEST_ANSWER = 1 << 28;

  private final Vertx vertx;
  private final String token;
  private final HttpClient client;

  /** To be used on one event loop. */
  Forwarder(Vertx vertx, Tokens tokens) {
    this.vertx = vertx;
    this.token = tokens.shown();
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setMaxHeaderSize(Headers.LONGEST),
            new PoolOptions()
                .setHttp1MaxSize(CONNECTIONS)
                .setMaxLifetime(CONNECTION_LIVES_SECONDS));
  }

  Vertx vertx() {
    return vertx;
  }

  /**
   * Asks another box; never fails.
   *
   * @param hop how often the request will have been passed on
   * @param limit until the whole answer is there
   */
  Future<Reply> ask(Address to, Incoming request, int hop, Duration limit) {
    Call call = new Call(request);
    call.timer = vertx.setTimer(Math.max(1, limit.toMillis()), id -> call.late());
    MultiMap headers = Headers.of(request).add(Incoming.HOP_HEADER, Integer.toString(hop));
    if (!token.isEmpty()) {
      headers.add(Incoming.TOKEN_HEADER, token);
    }
    RequestOptions options =
        new RequestOptions()
            .setHost(to.host())
            .setPort(to.port())
            .setMethod(request.method())
            .setURI(request.uri())
            .setHeaders(headers)
            .setConnectTimeout(CONNECT_LIMIT.toMillis());
    client.request(options).onComplete(call::connected, call::broken);
    return call.promise.future();
  }

  /**
   * The same, once more where the connection breaks: whoever is there may have closed it in the
   * same moment. For whom nobody better is left to ask.
   */
  Future<Reply> insist(Address to, Incoming request, int hop, Duration limit) {
    long until = System.nanoTime() + limit.toNanos();
    return ask(to, request, hop, limit)
        .compose(
            reply -> {
              Duration left = Duration.ofNanos(until - System.nanoTime());
              return reply instanceof Reply.Broken && left.toMillis() > 0
                  ? ask(to, request, hop, left)
                  : Future.succeededFuture(reply);
            });
  }

  /** One attempt, all on one event loop. */
  private final class Call {
    private final Incoming request;
    private final Promise<Reply> promise = Promise.promise();
    private final Buffer body = Buffer.buffer();
    private long timer;
    private @Nullable HttpClientRequest sent;

    Call(Incoming request) {
      this.request = request;
    }

    void connected(HttpClientRequest connection) {
      sent = connection;
      if (promise.future().isComplete()) {
        connection.reset();
        return;
      }
      connection.exceptionHandler(this::broken);
      connection.response().onComplete(this::answered, this::broken);
      connection.end(request.body());
    }

    void answered(HttpClientResponse response) {
      response.exceptionHandler(this::broken);
      response.handler(this::part);
      response.endHandler(ignored -> end(response));
    }

    void part(Buffer part) {
      if (body.length() > LONGEST_ANSWER) {
        over(new Reply.Broken("its answer has no end"));
      } else {
        body.appendBuffer(part);
      }
    }

    void end(HttpClientResponse response) {
      String version = response.getHeader(Answer.VERSION_HEADER);
      if (version == null) {
        over(new Reply.Broken("status %d from no box".formatted(response.statusCode())));
        return;
      }
      String type = response.getHeader(HttpHeaders.CONTENT_TYPE);
      String id = response.getHeader(Answer.ID_HEADER);
      long micros = micros(response.getHeader(Answer.MICROS_HEADER));
      over(
          new Reply.Answered(
              new Answer(
                  response.statusCode(),
                  type == null ? "" : type,
                  body,
                  version,
                  micros,
                  Headers.of(response.headers()),
                  id == null ? "" : id)));
    }

    void broken(Throwable cause) {
      String words = cause.getMessage();
      over(new Reply.Broken(words == null ? cause.getClass().getSimpleName() : words));
    }

    void late() {
      over(new Reply.Late());
    }

    private void over(Reply reply) {
      if (!promise.tryComplete(reply)) {
        return;
      }
      vertx.cancelTimer(timer);
      HttpClientRequest open = sent;
      if (open != null && !(reply instanceof Reply.Answered)) {
        open.reset();
      }
    }

    private static long micros(@Nullable String header) {
      try {
        return header == null ? Answer.UNTIMED : Math.max(0, Long.parseLong(header));
      } catch (NumberFormatException e) {
        return Answer.UNTIMED;
      }
    }
  }
}
