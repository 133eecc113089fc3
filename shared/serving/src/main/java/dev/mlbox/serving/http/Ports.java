package dev.mlbox.serving.http;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.serving.exchange.Headers;
import dev.mlbox.serving.exchange.Paths;
import dev.mlbox.serving.model.OwnModel;
import dev.mlbox.serving.settings.Limits;
import dev.mlbox.serving.settings.Listen;
import dev.mlbox.serving.settings.Tokens;
import dev.mlbox.serving.split.Address;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The two ports of a box, on as many event loops as it is given. */
public final class Ports {
  private static final int BACKLOG = 1024;

  /** Calls at a time on one connection: a client of gRPC has one for all of them. */
  private static final int STREAMS = 1000;

  /** Models have long questions, and a window of 64 kB would stop each of them on its way. */
  private static final int WINDOW = 1 << 20;

  /** Calls given up in half a minute on one connection: deadlines pass, and that is no attack. */
  private static final int RESETS = 10_000;

  private static final Set<String> ANYWHERE = Set.of("0.0.0.0", "::");

  /** Vert.x lets servers with the same negative port share one that the system picks. */
  private static final int SHARED_PICK = -1;

  private final Vertx vertx;
  private final Limits limits;
  private final List<HttpServer> serving = new CopyOnWriteArrayList<>();
  private final List<HttpServer> asides = new CopyOnWriteArrayList<>();

  /** Not part of a verticle's start, which its box's end would end a second time. */
  private final List<Future<Void>> warmed = new CopyOnWriteArrayList<>();

  private final AtomicInteger port = new AtomicInteger();
  private final AtomicInteger metricsPort = new AtomicInteger();

  public Ports(Vertx vertx, Limits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  /**
   * Who answers.
   *
   * @param boot unlike that of any other start of this box
   * @param own null in a front
   */
  public record Answering(
      Routing routing, String boot, Health health, @Nullable OwnModel own, Books books) {}

  /**
   * Opens both ports; what fails is told as a {@link MlboxException}.
   *
   * @param loops event loops for the serving port
   */
  public Future<Void> open(Listen listen, int loops, Answering answering) {
    Feedback feedback = new Feedback(answering.books(), answering.routing().version());
    Tokens tokens = listen.tokens();
    OwnModel own = answering.own();
    return open(
            new Door(listen.host(), listen.port(), takesCalls(own)),
            loops,
            () -> serving(answering, feedback, tokens),
            serving)
        .onSuccess(port::set)
        .compose(
            ignored ->
                open(
                    new Door(listen.host(), listen.metricsPort(), false),
                    1,
                    () -> metrics(answering, tokens),
                    asides))
        .onSuccess(metricsPort::set)
        .compose(ignored -> Future.join(warmed))
        .mapEmpty();
  }

  public int port() {
    return port.get();
  }

  public int metricsPort() {
    return metricsPort.get();
  }

  /** Takes no new connections, lets what was begun finish, and then closes those there are. */
  public Future<Void> drain(Duration limit) {
    return shutdown(serving, limit);
  }

  /** The same at the port of metrics, which is of use until everything is answered. */
  public Future<Void> drainMetrics(Duration limit) {
    return shutdown(asides, limit);
  }

  private static Future<Void> shutdown(List<HttpServer> servers, Duration limit) {
    return Future.join(
            servers.stream()
                .map(server -> server.shutdown(limit.toMillis(), TimeUnit.MILLISECONDS))
                .toList())
        .mapEmpty();
  }

  /** A front does not know what is behind the boxes that it leads to. */
  private static boolean takesCalls(@Nullable OwnModel own) {
    return own == null || own.called().isPresent();
  }

  private Loop serving(Answering answering, Feedback feedback, Tokens tokens) {
    OwnModel own = answering.own();
    Traffic traffic =
        new Traffic(
            new Forwarder(vertx, tokens),
            answering.routing(),
            answering.own(),
            feedback,
            limits.time());
    ServingPort asked =
        new ServingPort(
            new ServingPort.Reading(
                answering.routing().version(),
                own == null ? new Paths.OfFront() : own.paths(),
                new BodyReader(vertx, limits),
                tokens),
            answering.health(),
            traffic,
            answering.books().meters());
    return new Loop(
        takesCalls(own) ? new Streams(vertx, answering, tokens, asked) : asked,
        new Malformed(answering.routing().version(), answering.books()::own),
        traffic::warm);
  }

  private Loop metrics(Answering answering, Tokens tokens) {
    String version = answering.routing().version();
    return new Loop(
        new MetricsPort(
            new MetricsPort.Boot(version, answering.boot(), tokens),
            answering.health(),
            new BodyReader(vertx, limits),
            answering.own(),
            answering.books(),
            new MetricsPort.Waits(
                new Departures(vertx, answering.health(), version),
                new Alarms(vertx, answering.health(), answering.books(), version))),
        new Malformed(version, answer -> {}),
        self -> Future.succeededFuture());
  }

  /**
   * What one event loop does.
   *
   * @param malformed for what is no request
   * @param listening done once it listens, before the box counts as started
   */
  private record Loop(
      Handler<HttpServerRequest> handler,
      Malformed malformed,
      Function<Address, Future<Void>> listening) {}

  /**
   * Where something listens.
   *
   * @param port 0 picks a free one
   * @param calls whether clients may speak HTTP/2 there, as those of gRPC do
   */
  private record Door(String host, int port, boolean calls) {
    HttpServerOptions options(int loops) {
      HttpServerOptions options =
          new HttpServerOptions()
              .setHost(host)
              .setPort(port == 0 && loops > 1 ? SHARED_PICK : port)
              .setAcceptBacklog(BACKLOG)
              .setTcpNoDelay(true)
              .setHttp2ClearTextEnabled(calls)
              .setMaxInitialLineLength(Headers.LONGEST)
              .setMaxHeaderSize(Headers.LONGEST)
              .setHandle100ContinueAutomatically(true);
      if (calls) {
        options
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(STREAMS)
                    .setInitialWindowSize(WINDOW)
                    .setMaxHeaderListSize(Headers.LONGEST))
            .setHttp2ConnectionWindowSize(WINDOW)
            .setHttp2RstFloodMaxRstFramePerWindow(RESETS);
      }
      return options;
    }
  }

  private Future<Integer> open(Door door, int loops, Supplier<Loop> what, List<HttpServer> opened) {
    HttpServerOptions options = door.options(loops);
    return vertx
        .deployVerticle(
            () -> new Listener(options, what, opened, warmed),
            new DeploymentOptions().setInstances(loops))
        .map(ignored -> opened.get(0).actualPort())
        .recover(
            cause ->
                Future.failedFuture(
                    MlboxException.broken(
                        Problem.of(
                                "port %d cannot be opened: %s"
                                    .formatted(door.port(), cause.getMessage()))
                            .at(door.host()),
                        cause)));
  }

  /** One server on one event loop. */
  private static final class Listener extends VerticleBase {
    private final HttpServerOptions options;
    private final Supplier<Loop> what;
    private final List<HttpServer> opened;
    private final List<Future<Void>> warmed;

    Listener(
        HttpServerOptions options,
        Supplier<Loop> what,
        List<HttpServer> opened,
        List<Future<Void>> warmed) {
      this.options = options;
      this.what = what;
      this.opened = opened;
      this.warmed = warmed;
    }

    private Address self(HttpServer server) {
      String host = options.getHost();
      return new Address(ANYWHERE.contains(host) ? "localhost" : host, server.actualPort());
    }

    @Override
    public Future<?> start() {
      Loop loop = what.get();
      return vertx
          .createHttpServer(options)
          .requestHandler(loop.handler())
          .invalidRequestHandler(loop.malformed())
          .listen()
          .onSuccess(
              server -> {
                opened.add(server);
                warmed.add(loop.listening().apply(self(server)));
              });
    }
  }
}
