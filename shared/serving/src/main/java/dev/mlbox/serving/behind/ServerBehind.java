package dev.mlbox.serving.behind;

import dev.mlbox.core.problem.Problem;
import dev.mlbox.runtime.server.ModelServer;
import dev.mlbox.runtime.server.Said;
import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.exchange.Paths;
import dev.mlbox.serving.model.OwnModel;
import dev.mlbox.serving.split.Address;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A model that is a server already. Clients speak to it as they always have; the box sees only
 * paths, statuses and times.
 */
public final class ServerBehind implements OwnModel {
  private static final long LOOK_MILLIS = 1000;

  private final String version;
  private final ModelServer server;
  private final OwnModel probed;
  private final Passing passing;
  private final Duration limit;
  private volatile boolean ready = true;

  /**
   * @param version of the box
   * @param server that is ready
   * @param probed the same server, asked with rows; closed with this, and the server with it
   * @param limit until its whole answer is there
   */
  public ServerBehind(
      Vertx vertx, String version, ModelServer server, OwnModel probed, Duration limit) {
    this.version = version;
    this.server = server;
    this.probed = probed;
    this.limit = limit;
    this.passing =
        new Passing(vertx, server.base(), called().isPresent() ? new GrpcWire() : new HttpWire());
    vertx.setPeriodic(LOOK_MILLIS, id -> look());
  }

  private void look() {
    passing.isWell(server.spec().health()).onSuccess(well -> ready = well);
  }

  /** Tells if a server that the box has started ends by itself. */
  public ModelServer server() {
    return server;
  }

  @Override
  public Paths paths() {
    return new Paths.OfServer(server.spec().predict());
  }

  @Override
  public Optional<Address> called() {
    URI base = server.base();
    return server.spec().byGrpc()
        ? Optional.of(new Address(base.getHost(), base.getPort() < 0 ? 80 : base.getPort()))
        : Optional.empty();
  }

  @Override
  public Future<Answer> answer(Endpoint endpoint, Incoming request) {
    return passing.pass(request, limit, version).recover(cause -> refused(cause));
  }

  private Future<Answer> refused(Throwable cause) {
    boolean late = cause instanceof Passing.Late;
    String what =
        late
            ? "the server did not answer within %d ms".formatted(limit.toMillis())
            : "the server behind the box does not answer: " + cause.getMessage();
    Problem problem = Problem.of(what).at(late ? "MLBOX_TIME_LIMIT" : server.base().toString());
    return Future.succeededFuture(Answer.problem(late ? 504 : 502, problem, version));
  }

  @Override
  public Optional<List<String>> said(Answer answer) {
    return Said.in(answer.body().getBytes(), server.spec().speaks());
  }

  @Override
  public Answer read(Endpoint endpoint, Incoming request, Answer answer) {
    return endpoint.kind() == Endpoint.Kind.BEHIND
            && answer.good()
            && isLegible(request, answer)
            && !Said.isAnswer(answer.body().getBytes(), server.spec().speaks())
        ? answer.unreadable()
        : answer;
  }

  private boolean isLegible(Incoming request, Answer answer) {
    return server.spec().byGrpc() || (InJson.isAsked(request) && InJson.isPlain(answer));
  }

  @Override
  public Future<Answer> probe(Incoming request) {
    return probed.probe(request);
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public void close() {
    probed.close();
  }
}
