package dev.mlbox.serving.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.json.BoxJson;
import dev.mlbox.serving.model.OwnModel;
import dev.mlbox.serving.settings.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The second port: metrics for Prometheus, counts for the judge, rows for the probe. Samples have a
 * key of their own, {@link Departures} need none; for all else who asks shows what {@link Tokens}
 * say.
 */
final class MetricsPort implements Handler<HttpServerRequest> {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Boot boot;
  private final Health health;
  private final BodyReader bodies;
  private final @Nullable OwnModel own;
  private final Books books;
  private final SamplesPage samples;
  private final Waits waits;

  /**
   * @param own null in a front
   */
  MetricsPort(
      Boot boot,
      Health health,
      BodyReader bodies,
      @Nullable OwnModel own,
      Books books,
      Waits waits) {
    this.boot = boot;
    this.health = health;
    this.bodies = bodies;
    this.own = own;
    this.books = books;
    this.samples = new SamplesPage(boot.version(), books.samples());
    this.waits = waits;
  }

  /**
   * One start of one box.
   *
   * @param version of the box
   * @param id unlike that of any other start
   * @param tokens of whoever asks
   */
  record Boot(String version, String id, Tokens tokens) {}

  /** Who is answered later. */
  record Waits(Departures departures, Alarms alarms) {}

  @Override
  public void handle(HttpServerRequest request) {
    if (mayAsk(request)) {
      answer(request);
    } else {
      refuse(
          request,
          403,
          "who asks for %s shows no token that is known here".formatted(request.path()));
    }
  }

  private boolean mayAsk(HttpServerRequest request) {
    String path = request.path();
    if (path.equals("/metrics")) {
      return boot.tokens().mayRead(request.getHeader(HttpHeaders.AUTHORIZATION));
    }
    return (path + "/").startsWith(SamplesPage.PATH)
        || path.equals(Departures.PATH)
        || boot.tokens().isFellow(request.getHeader(Incoming.TOKEN_HEADER));
  }

  private void answer(HttpServerRequest request) {
    String route = request.method() + " " + request.path();
    switch (route) {
      case "GET /metrics" ->
          Responses.send(
              request,
              new Answer(
                  200,
                  PROMETHEUS,
                  Buffer.buffer(books.meters().scrape()),
                  boot.version(),
                  Answer.UNTIMED),
              false);
      case "GET /mlbox/counts" -> Responses.send(request, counts(), false);
      case "GET /mlbox/live" -> Responses.send(request, live(), false);
      case "POST /mlbox/predict" -> probe(request);
      case "GET /mlbox/samples" -> samples.list(request);
      case "GET " + Departures.PATH -> waits.departures().wait(request);
      case "GET " + Alarms.PATH -> waits.alarms().wait(request);
      default -> {
        if (route.startsWith("GET " + SamplesPage.PATH)) {
          samples.file(request);
        } else {
          refuse(request, 404, "there is nothing to %s here".formatted(route));
        }
      }
    }
  }

  private Answer counts() {
    try {
      byte[] body =
          BoxJson.mapper().writeValueAsBytes(books.counts().tally(boot.version(), boot.id()));
      return Answer.json(200, body, boot.version());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("writing to memory", e);
    }
  }

  private Answer live() {
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", boot.version())
            .put("boot", boot.id())
            .put("ready", health.ready())
            .put("draining", health.draining())
            .put("waiting", waits.departures().waiting())
            .toString();
    return Answer.json(200, body.getBytes(StandardCharsets.UTF_8), boot.version());
  }

  /** This box's own model, never split and never counted. */
  private void probe(HttpServerRequest request) {
    OwnModel model = own;
    if (model == null) {
      refuse(request, 404, "this box is a front, it has no model");
      return;
    }
    bodies
        .read(request)
        .compose(
            body ->
                model.probe(
                    new Incoming(
                        HttpMethod.POST, request.uri(), request.path(), request.headers(), body)))
        .recover(cause -> Future.succeededFuture(ServingPort.failed(cause, boot.version())))
        .compose(answer -> Responses.send(request, answer, false));
  }

  private void refuse(HttpServerRequest request, int status, String what) {
    Responses.send(request, Answer.problem(status, Problem.of(what), boot.version()), false);
  }
}
