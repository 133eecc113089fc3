package dev.mlbox.serving.http;

import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.exchange.Reply;
import dev.mlbox.serving.model.OwnModel;
import dev.mlbox.serving.split.Address;
import dev.mlbox.serving.split.Arm;
import dev.mlbox.serving.split.Choice;
import dev.mlbox.serving.split.Customer;
import dev.mlbox.serving.split.Draw;
import dev.mlbox.serving.split.Splitter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a request is answered by whoever was chosen, or else by somebody: the stable
 * model covers for the canary, an old box for its successor, and a front tries again. To be used on
 * one event loop.
 */
final class Traffic {
  private final Vertx vertx;
  private final Routing routing;
  private final OwnAnswers own;
  private final Books books;
  private final Duration limit;
  private final Forwarder forwarder;
  private final Copies copies;
  private final @Nullable Comparison comparison;
  private final Covered covered;
  private final Front front;
  private final StableAnswers stableAnswers;

  /**
   * @param own null in a front
   * @param limit of a model to answer
   */
  Traffic(
      Forwarder forwarder,
      Routing routing,
      @Nullable OwnModel own,
      Feedback feedback,
      Duration limit) {
    this.vertx = forwarder.vertx();
    this.routing = routing;
    this.own = new OwnAnswers(own, feedback);
    this.books = feedback.books();
    this.limit = limit;
    this.forwarder = forwarder;
    this.copies = new Copies(forwarder);
    this.comparison = own == null ? null : new Comparison(own, books);
    this.covered = new Covered(vertx, forwarder, books, limit);
    this.front = new Front(forwarder, routing, books, limit);
    this.stableAnswers = new StableAnswers(vertx, routing, books);
  }

  /**
   * Prepares the way to other boxes.
   *
   * @param self where this box listens
   */
  Future<Void> warm(Address self) {
    return new Warmth(vertx, forwarder, routing.lease()).start(self);
  }

  /** The answer to a request; never fails. */
  Future<Answer> answer(Endpoint endpoint, Incoming request) {
    Choice choice = routing.choose(endpoint, request);
    if (choice instanceof Choice.Stable stable) {
      return kept(
          endpoint,
          request,
          stable(endpoint, request, stable, false).onSuccess(answer -> given(Arm.STABLE, answer)));
    }
    if (choice instanceof Choice.Watched watched) {
      return kept(endpoint, request, watched(endpoint, request, watched));
    }
    if (choice instanceof Choice.Shadowed shadowed) {
      return kept(endpoint, request, shadowed(endpoint, request, shadowed));
    }
    if (choice instanceof Choice.Canary canary) {
      return kept(endpoint, request, canary(endpoint, request, canary));
    }
    if (choice instanceof Choice.OnTrial trial) {
      return kept(endpoint, request, onTrial(endpoint, request, trial));
    }
    if (choice instanceof Choice.Early early) {
      return early(endpoint, request, early);
    }
    if (choice instanceof Choice.Relay relay) {
      return own.areThere()
          ? relay(endpoint, request, relay)
          : front.answer(endpoint, request, relay);
    }
    if (choice instanceof Choice.Nobody nobody) {
      return front.nobody(nobody.why());
    }
    return own.answer(endpoint, request).onSuccess(books::own);
  }

  /** Where a request is drawn, and nowhere else, it is also kept: once, whoever answers it. */
  private Future<Answer> kept(Endpoint endpoint, Incoming request, Future<Answer> answered) {
    return answered.onSuccess(answer -> books.sample(endpoint, request, answer));
  }

  private Future<Answer> onTrial(Endpoint endpoint, Incoming request, Choice.OnTrial trial) {
    Draw draw = trial.draw();
    Future<Answer> mine =
        own.legible(endpoint, request)
            .onSuccess(
                answer -> books.binned(draw, true, answer, routing.bins(draw.canaryVersion())))
            .map(answer -> answer.drawn(draw.trial()));
    return covered.answer(mine, request, trial, routing.customer(request));
  }

  private Comparison comparison() {
    return Objects.requireNonNull(comparison, "a front draws for no canary");
  }

  private Future<Answer> stable(
      Endpoint endpoint, Incoming request, Choice.Stable stable, boolean covered) {
    long began = System.nanoTime();
    Draw draw = stable.draw();
    Future<Answer> mine = own.legible(endpoint, request);
    stableAnswers.count(stable, request, began, mine, covered);
    return mine.map(
        answer -> {
          if (draw.weight() > 0) {
            books.binned(draw, false, answer, routing.bins(draw.canaryVersion()));
          }
          return answer.drawn(draw.trial());
        });
  }

  private Future<Answer> watched(Endpoint endpoint, Incoming request, Choice.Watched watched) {
    long began = System.nanoTime();
    Future<Answer> mine = stable(endpoint, request, watched.uncovered(), true);
    Supplier<Future<Reply>> before =
        () ->
            forwarder
                .insist(watched.before(), request, Splitter.FINAL, limit)
                .map(reply -> own.legible(endpoint, request, reply.ofVersion(watched.version())));
    Future<Answer> told =
        covered.either(
            mine,
            watched.coverAfter(),
            before,
            (answer, byOther) -> {
              books.passedOn(Arm.STABLE, answer, byOther);
              if (byOther) {
                boolean failed = mine.succeeded() && mine.result().failed();
                boolean soon = watched.isSoon(Duration.ofNanos(System.nanoTime() - began));
                books.outdone(watched.draw(), failed, soon, routing.customer(request));
              }
            });
    // When its user has it; what was covered for is no answer of the promoted version.
    return told.onSuccess(
        answer -> {
          if (answer.version().equals(routing.version())) {
            comparison().of(watched, answer, before);
          }
        });
  }

  private Future<Answer> early(Endpoint endpoint, Incoming request, Choice.Early early) {
    return covered.either(
        own.answer(endpoint, request),
        early.coverAfter(),
        () -> forwarder.insist(early.stable(), request, Splitter.FINAL, limit),
        (answer, byOther) -> books.passedOn(Arm.OWN, answer, byOther));
  }

  private Future<Answer> shadowed(Endpoint endpoint, Incoming request, Choice.Shadowed shadowed) {
    long began = System.nanoTime();
    return own.legible(endpoint, request)
        .onSuccess(
            answer -> {
              books.passedOn(Arm.STABLE, answer, false);
              if (answer.refused()) {
                books.stable(Draw.NONE, answer, false, null, false);
                return;
              }
              if (!copies.hasRoom()) {
                books.stable(Draw.NONE, answer, false, null, false);
                books.notCopied();
                return;
              }
              Duration took = Duration.ofNanos(System.nanoTime() - began);
              books.stable(shadowed.draw(), answer, shadowed.isLate(took), null, false);
              copies
                  .send(shadowed, request)
                  .onSuccess(
                      reply -> {
                        Reply heard =
                            own.legible(endpoint, request, reply.ofVersion(shadowed.version()));
                        books.copied(shadowed.draw(), answer, heard);
                        comparison().of(shadowed, answer, heard);
                      });
            });
  }

  private Future<Answer> canary(Endpoint endpoint, Incoming request, Choice.Canary canary) {
    return forwarder
        .ask(canary.address(), request, Splitter.FINAL, shorter(canary.coverAfter(), limit))
        .compose(
            reply -> {
              Reply heard = own.legible(endpoint, request, reply.ofVersion(canary.version()));
              if (heard instanceof Reply.Answered answered && answered.answer().refused()) {
                return secondOpinion(endpoint, request, canary, answered.answer());
              }
              Customer user = routing.customer(request);
              books.canary(canary.draw(), heard, user);
              if (heard instanceof Reply.Answered answered) {
                Answer answer = answered.answer();
                books.binned(canary.draw(), true, answer, routing.bins(canary.version()));
                if (answer.good()) {
                  comparison().of(endpoint, request, canary, answer);
                  return given(Arm.CANARY, answer.drawn(canary.draw().trial()));
                }
              }
              long began = System.nanoTime();
              return covering(endpoint, request, canary)
                  .onSuccess(
                      answer -> {
                        Duration took = Duration.ofNanos(System.nanoTime() - began);
                        boolean soon = took.compareTo(canary.coverAfter()) <= 0;
                        Answer read = own.read(endpoint, request, answer);
                        books.stoodIn(canary.draw(), heard, read, soon, user);
                      });
            });
  }

  /** In a watch the one who covers has just been promoted, and may be what hangs. */
  private Future<Answer> covering(Endpoint endpoint, Incoming request, Choice.Canary canary) {
    Future<Answer> mine = own.answer(endpoint, request);
    if (!canary.heldOut()) {
      return mine.onSuccess(answer -> books.passedOn(Arm.CANARY, answer, true));
    }
    return covered.either(
        mine,
        canary.coverAfter(),
        () ->
            forwarder
                .insist(canary.address(), request, Splitter.FINAL, limit)
                .map(reply -> reply.ofVersion(canary.version())),
        (answer, byOther) -> books.passedOn(Arm.CANARY, answer, !byOther));
  }

  /**
   * A canary that refuses a request blames the client. Whether it is right is for the stable model
   * to say, which is asked once, as when it covers: what it answers is the canary's error, and what
   * it refuses too says nothing of the canary.
   */
  private Future<Answer> secondOpinion(
      Endpoint endpoint, Incoming request, Choice.Canary canary, Answer refusal) {
    return own.answer(endpoint, request)
        .map(
            answer -> {
              if (answer.good()) {
                books.refused(canary.draw(), refusal, routing.customer(request));
                books.passedOn(Arm.CANARY, answer, true);
                return answer;
              }
              books.passedOn(Arm.CANARY, refusal, false);
              return refusal;
            });
  }

  private Future<Answer> relay(Endpoint endpoint, Incoming request, Choice.Relay relay) {
    return forwarder
        .insist(relay.address(), request, request.hops() + 1, shorter(relay.coverAfter(), limit))
        .compose(
            reply ->
                reply instanceof Reply.Answered answered && !answered.answer().failed()
                    ? given(Arm.RELAY, answered.answer())
                    : own.answer(endpoint, request)
                        .onSuccess(answer -> books.passedOn(Arm.RELAY, answer, true)));
  }

  private Future<Answer> given(Arm arm, Answer answer) {
    books.passedOn(arm, answer, false);
    return Future.succeededFuture(answer);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
