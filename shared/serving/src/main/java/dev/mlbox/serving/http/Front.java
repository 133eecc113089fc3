package dev.mlbox.serving.http;

import dev.mlbox.core.problem.Problem;
import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.exchange.Reply;
import dev.mlbox.serving.split.Arm;
import dev.mlbox.serving.split.Choice;
import dev.mlbox.serving.split.Splitter;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A front has no model to cover with; but the stable version may just have moved, so it asks again
 * for a while. To be used on one event loop.
 */
final class Front {
  private static final Duration RETRY_EVERY = Duration.ofMillis(50);

  /** Longer than a stable box takes to be started again, shorter than clients commonly wait. */
  private static final Duration RETRY_FOR = Duration.ofSeconds(8);

  /** A box that relays must not give up before the one that it asks. */
  private static final Duration RELAY_MARGIN = Duration.ofSeconds(1);

  private final Forwarder forwarder;
  private final Routing routing;
  private final Books books;
  private final Duration limit;

  /**
   * @param limit of a model to answer
   */
  Front(Forwarder forwarder, Routing routing, Books books, Duration limit) {
    this.forwarder = forwarder;
    this.routing = routing;
    this.books = books;
    this.limit = limit;
  }

  /** The stable version's answer, wherever it is by then; never fails. */
  Future<Answer> answer(Endpoint endpoint, Incoming request, Choice.Relay relay) {
    return answer(endpoint, request, relay, System.nanoTime() + RETRY_FOR.toNanos());
  }

  private Future<Answer> answer(
      Endpoint endpoint, Incoming request, Choice.Relay relay, long tryUntil) {
    Duration cover = relay.coverAfter().compareTo(limit) < 0 ? relay.coverAfter() : limit;
    Duration most = limit.plus(cover).plus(RELAY_MARGIN);
    return forwarder
        .ask(relay.address(), request, Splitter.RELAYED, most)
        .compose(
            reply -> {
              if (reply instanceof Reply.Answered answered) {
                books.passedOn(Arm.RELAY, answered.answer(), false);
                return Future.succeededFuture(answered.answer());
              }
              if (reply instanceof Reply.Broken broken) {
                return System.nanoTime() < tryUntil
                    ? pause().compose(ignored -> again(endpoint, request, tryUntil))
                    : nobody("the stable version at " + relay.address() + ": " + broken.why());
              }
              return refused(
                  504, "the stable version did not answer within %d ms".formatted(most.toMillis()));
            });
  }

  private Future<Answer> again(Endpoint endpoint, Incoming request, long tryUntil) {
    Choice choice = routing.choose(endpoint, request);
    if (choice instanceof Choice.Relay relay) {
      return answer(endpoint, request, relay, tryUntil);
    }
    return nobody(choice instanceof Choice.Nobody nobody ? nobody.why() : "the lease changed");
  }

  private Future<?> pause() {
    return forwarder.vertx().timer(RETRY_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Says so to whoever asked. */
  Future<Answer> nobody(String why) {
    return refused(503, "nobody can answer: " + why);
  }

  private Future<Answer> refused(int status, String what) {
    Answer answer = Answer.problem(status, Problem.of(what), routing.version());
    books.passedOn(Arm.RELAY, answer, false);
    return Future.succeededFuture(answer);
  }
}
