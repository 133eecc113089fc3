package dev.mlbox.serving.http;

import dev.mlbox.runtime.grpc.GrpcClient;
import dev.mlbox.serving.exchange.Called;
import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.exchange.Headers;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.model.OwnModel;
import dev.mlbox.serving.settings.Tokens;
import dev.mlbox.serving.split.Address;
import dev.mlbox.serving.split.Choice;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls of gRPC that ask for no prediction, or that a front passes on: message by message, both
 * ways, as long as they last. They are the stable version's; nothing is drawn for them, and nobody
 * covers. To be used on one event loop.
 */
final class Streams implements Handler<HttpServerRequest> {
  private static final int CONNECTIONS = 8;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final long RETRY_MILLIS = 50;

  /** Longer than a stable box takes to be started again, shorter than clients commonly wait. */
  private static final Duration RETRY_FOR = Duration.ofSeconds(8);

  private static final Endpoint OTHER = new Endpoint(Endpoint.Kind.OTHER, "");

  private final Vertx vertx;
  private final Routing routing;
  private final @Nullable OwnModel own;
  private final Tokens tokens;
  private final Meters meters;
  private final Handler<HttpServerRequest> others;
  private final HttpClient client;

  /**
   * @param tokens without which nobody has passed a call on
   * @param others is given what is no such call
   */
  Streams(
      Vertx vertx, Ports.Answering answering, Tokens tokens, Handler<HttpServerRequest> others) {
    this.vertx = vertx;
    this.routing = answering.routing();
    this.own = answering.own();
    this.meters = answering.books().meters();
    this.tokens = tokens;
    this.others = others;
    this.client =
        vertx.createHttpClient(
            GrpcClient.options().setMaxHeaderSize(Headers.LONGEST),
            new PoolOptions().setHttp2MaxSize(CONNECTIONS));
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (isStream(request)) {
      request.pause();
      meters.begin();
      Stream stream = new Stream(request, routing.version());
      pass(stream, System.nanoTime() + RETRY_FOR.toNanos()).onComplete(ignored -> meters.end());
    } else {
      others.handle(request);
    }
  }

  private boolean isStream(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2
        || !Called.is(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      return false;
    }
    return own == null
        || own.paths()
            .find(request.method(), request.path())
            .filter(endpoint -> endpoint.kind() == Endpoint.Kind.OTHER)
            .isPresent();
  }

  private Future<Void> pass(Stream stream, long tryUntil) {
    Incoming head = ServingPort.believed(Incoming.of(stream.request(), Buffer.buffer()), tokens);
    Choice choice = routing.choose(OTHER, head);
    if (choice instanceof Choice.Relay relay) {
      return relay(stream, head, relay.address(), tryUntil);
    }
    if (choice instanceof Choice.Nobody nobody) {
      return stream.refuse("nobody can answer: " + nobody.why());
    }
    return connect(behind(), head, headers(head))
        .transform(
            to ->
                to.succeeded()
                    ? stream.goOn(to.result())
                    : stream.refuse("the server behind the box: " + to.cause().getMessage()));
  }

  private Address behind() {
    return Objects.requireNonNull(own, "a front is never chosen to answer itself")
        .called()
        .orElseThrow(() -> new IllegalStateException("nobody is called here"));
  }

  private Future<Void> relay(Stream stream, Incoming head, Address address, long tryUntil) {
    MultiMap headers = headers(head).add(Incoming.HOP_HEADER, Integer.toString(head.hops() + 1));
    if (!tokens.shown().isEmpty()) {
      headers.add(Incoming.TOKEN_HEADER, tokens.shown());
    }
    return connect(address, head, headers)
        .transform(
            to -> {
              if (to.succeeded()) {
                return stream.goOn(to.result());
              }
              // A front has nobody else; but the stable version may just have moved.
              return own == null && System.nanoTime() < tryUntil
                  ? vertx
                      .timer(RETRY_MILLIS, TimeUnit.MILLISECONDS)
                      .compose(ignored -> pass(stream, tryUntil))
                  : stream.refuse(
                      "the stable version at %s: %s".formatted(address, to.cause().getMessage()));
            });
  }

  private static MultiMap headers(Incoming head) {
    return Headers.of(head).add("te", "trailers");
  }

  private Future<HttpClientRequest> connect(Address to, Incoming head, MultiMap headers) {
    return client.request(
        new RequestOptions()
            .setHost(to.host())
            .setPort(to.port())
            .setMethod(head.method())
            .setURI(head.uri())
            .setHeaders(headers)
            .setConnectTimeout(CONNECT_LIMIT.toMillis()));
  }
}
