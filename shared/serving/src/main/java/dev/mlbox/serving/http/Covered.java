package dev.mlbox.serving.http;

import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.exchange.Reply;
import dev.mlbox.serving.split.Arm;
import dev.mlbox.serving.split.Choice;
import dev.mlbox.serving.split.Customer;
import dev.mlbox.serving.split.Splitter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a canary does with a request that reached it past the stable version's boxes: it answers,
 * counts that itself, and when it fails, refuses or is late, the stable version is asked in its
 * place. Only a canary that dies is covered by nobody. The version before covers in the same way
 * for a promoted one that is watched. To be used on one event loop.
 */
final class Covered {
  /**
   * Covers of the version before that are waited for at a time: half of the connections that there
   * are to it. A version that answers in time has fewer under way, or more than it can bear; but
   * when what both use stands still, each request would be asked again, and those of the old
   * version's own share would wait behind them.
   */
  static final int MOST = 256;

  private final Vertx vertx;
  private final Forwarder forwarder;
  private final Books books;
  private final Duration limit;
  private final Room covers = new Room(MOST);

  /**
   * @param limit of a model to answer
   */
  Covered(Vertx vertx, Forwarder forwarder, Books books, Duration limit) {
    this.vertx = vertx;
    this.forwarder = forwarder;
    this.books = books;
    this.limit = limit;
  }

  /**
   * The answer to a request.
   *
   * @param own what this box's model makes of it; never fails
   * @param user who stays with one version; null when the request was drawn for itself
   */
  Future<Answer> answer(
      Future<Answer> own, Incoming request, Choice.OnTrial trial, @Nullable Customer user) {
    return heard(own, trial.coverAfter())
        .compose(
            reply -> {
              if (reply instanceof Reply.Answered answered && answered.answer().refused()) {
                return secondOpinion(answered.answer(), request, trial, user);
              }
              books.canary(trial.draw(), reply, user);
              if (reply instanceof Reply.Answered answered && !answered.answer().failed()) {
                books.passedOn(Arm.CANARY, answered.answer(), false);
                return Future.succeededFuture(answered.answer());
              }
              return inItsPlace(own, request, trial);
            });
  }

  /** Is told, once, what a client will be given, and whether by the other one. */
  interface Telling {
    void given(Answer answer, boolean byOther);
  }

  /**
   * The answer of somebody whose own model is no safer than another, and who counts its own
   * elsewhere; when it fails or is late, that of the other, whichever is well first. When the other
   * fails too, or has too much to answer, its own, whatever that is.
   *
   * @param own what this box's model makes of it; never fails
   * @param other asks the other
   */
  Future<Answer> either(
      Future<Answer> own, Duration coverAfter, Supplier<Future<Reply>> other, Telling telling) {
    Either either = new Either(own, telling);
    heard(own, coverAfter)
        .onFailure(either.told::tryFail)
        .onSuccess(
            reply -> {
              boolean well = reply instanceof Reply.Answered mine && !mine.answer().failed();
              if (well || covers.isFull()) {
                either.own();
              } else {
                either.ownIfWell();
                either.orOf(covers.hold(other.get()), coverAfter);
              }
            });
    return either.told.future();
  }

  /** Two who may answer, and one who is told. */
  private final class Either {
    private final Promise<Answer> told = Promise.promise();
    private final Future<Answer> own;
    private final Telling telling;

    Either(Future<Answer> own, Telling telling) {
      this.own = own;
      this.telling = telling;
    }

    void own() {
      own.onSuccess(mine -> tell(mine, false)).onFailure(told::tryFail);
    }

    void ownIfWell() {
      own.onSuccess(
          mine -> {
            if (!mine.failed()) {
              tell(mine, false);
            }
          });
    }

    /**
     * The other is waited for as long as there is nothing else; but not for ever once there is.
     *
     * @param patience for whoever has an answer, if a bad one
     */
    void orOf(Future<Reply> other, Duration patience) {
      long timer = vertx.setTimer(Math.max(1, patience.toMillis()), id -> own());
      other.onComplete(
          reply -> {
            vertx.cancelTimer(timer);
            if (reply.succeeded()
                && reply.result() instanceof Reply.Answered covering
                && covering.answer().good()) {
              tell(covering.answer(), true);
            } else {
              own();
            }
          });
    }

    private void tell(Answer answer, boolean byOther) {
      if (!told.future().isComplete()) {
        telling.given(answer, byOther);
        told.tryComplete(answer);
      }
    }
  }

  private Future<Reply> heard(Future<Answer> own, Duration coverAfter) {
    Promise<Reply> first = Promise.promise();
    long timer =
        vertx.setTimer(
            Math.max(1, coverAfter.toMillis()), id -> first.tryComplete(new Reply.Late()));
    own.onFailure(
        cause -> {
          if (first.tryFail(cause)) {
            vertx.cancelTimer(timer);
          }
        });
    own.onSuccess(
        answer -> {
          if (first.tryComplete(new Reply.Answered(answer))) {
            vertx.cancelTimer(timer);
          }
        });
    return first.future();
  }

  /** As the stable version's boxes do with a canary that blames the client. */
  private Future<Answer> secondOpinion(
      Answer refusal, Incoming request, Choice.OnTrial trial, @Nullable Customer user) {
    return stable(request, trial)
        .map(
            reply -> {
              if (reply instanceof Reply.Answered answered && answered.answer().good()) {
                books.refused(trial.draw(), refusal, user);
                books.passedOn(Arm.CANARY, answered.answer(), true);
                return answered.answer();
              }
              books.passedOn(Arm.CANARY, refusal, false);
              return refusal;
            });
  }

  private Future<Answer> inItsPlace(Future<Answer> own, Incoming request, Choice.OnTrial trial) {
    return stable(request, trial)
        .compose(
            reply -> {
              if (reply instanceof Reply.Answered answered && !answered.answer().failed()) {
                books.passedOn(Arm.CANARY, answered.answer(), true);
                return Future.succeededFuture(answered.answer());
              }
              return own.onSuccess(answer -> books.passedOn(Arm.CANARY, answer, false));
            });
  }

  private Future<Reply> stable(Incoming request, Choice.OnTrial trial) {
    return forwarder.insist(trial.stable(), request, Splitter.FINAL, limit);
  }
}
