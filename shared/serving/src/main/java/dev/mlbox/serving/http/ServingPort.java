package dev.mlbox.serving.http;

import dev.mlbox.core.problem.Problem;
import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.exchange.Paths;
import dev.mlbox.serving.http.BodyReader.Refused;
import dev.mlbox.serving.settings.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;

/** What the serving port does with a request. To be used on one event loop. */
final class ServingPort implements Handler<HttpServerRequest> {
  private final String version;
  private final Paths paths;
  private final Health health;
  private final BodyReader bodies;
  private final Traffic traffic;
  private final Meters meters;
  private final Tokens tokens;

  ServingPort(Reading reading, Health health, Traffic traffic, Meters meters) {
    this.version = reading.version();
    this.paths = reading.paths();
    this.health = health;
    this.bodies = reading.bodies();
    this.traffic = traffic;
    this.meters = meters;
    this.tokens = reading.tokens();
  }

  /**
   * How requests are understood.
   *
   * @param version of this box
   * @param paths that there are
   * @param tokens without which nobody has passed a request on
   */
  record Reading(String version, Paths paths, BodyReader bodies, Tokens tokens) {}

  @Override
  public void handle(HttpServerRequest request) {
    Endpoint endpoint = paths.find(request.method(), request.path()).orElse(null);
    if (endpoint == null) {
      refuse(
          request,
          404,
          Problem.of("there is nothing at " + request.path())
              .expected("POST /predict with a row, a list of rows, or {\"rows\": […]}"));
    } else if (endpoint.isOwn() && !request.method().equals(endpoint.method())) {
      refuse(
          request,
          405,
          Problem.of("the method is " + request.method())
              .at(request.path())
              .expected(endpoint.method().name()));
    } else {
      switch (endpoint.kind()) {
        case LIVE -> state(request, "live", health.live());
        case READY -> state(request, "ready", health.ready());
        case ROWS, TENSORS, SERVER, MODEL, MODEL_READY, FEEDBACK, BEHIND, OTHER ->
            pass(endpoint, request);
      }
    }
  }

  private void pass(Endpoint endpoint, HttpServerRequest request) {
    meters.begin();
    bodies
        .read(request)
        .compose(body -> traffic.answer(endpoint, believed(Incoming.of(request, body), tokens)))
        .recover(cause -> Future.succeededFuture(failed(cause, version)))
        .compose(answer -> Responses.send(request, answer, health.draining()))
        .onComplete(ignored -> meters.end());
  }

  /** A request as it is to be taken: that a box has passed it on is believed of boxes alone. */
  static Incoming believed(Incoming incoming, Tokens tokens) {
    return incoming.hops() == 0 || tokens.isFellow(incoming.headers().get(Incoming.TOKEN_HEADER))
        ? incoming
        : incoming.fromOutside();
  }

  static Answer failed(Throwable cause, String version) {
    return cause instanceof Refused refused
        ? Answer.problem(refused.status(), refused.problem(), version)
        : Answer.problem(500, Problem.of("the box failed: " + cause), version);
  }

  private void state(HttpServerRequest request, String name, boolean is) {
    byte[] body = "{\"%s\":%s}".formatted(name, is).getBytes(StandardCharsets.UTF_8);
    send(request, Answer.json(is ? 200 : 503, body, version));
  }

  private void refuse(HttpServerRequest request, int status, Problem problem) {
    send(request, Answer.problem(status, problem, version));
  }

  private void send(HttpServerRequest request, Answer answer) {
    Responses.send(request, answer, health.draining());
  }
}
