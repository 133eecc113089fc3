package dev.mlbox.serving.http;

import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.split.Choice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Counts each answer of the stable version at the moment at which the canary's would have been
 * counted: when it is there, or when nobody would have waited for it any longer. Were late answers
 * counted at their end, a stall of what both versions use would at first be errors of the canary
 * alone, and whoever looked then would revert one that is no worse. To be used on one event loop.
 */
final class StableAnswers {
  private final Vertx vertx;
  private final Routing routing;
  private final Books books;

  StableAnswers(Vertx vertx, Routing routing, Books books) {
    this.vertx = vertx;
    this.routing = routing;
    this.books = books;
  }

  /**
   * Counts one, once.
   *
   * @param began by {@link System#nanoTime}, when the model was asked
   * @param covered whether another version is asked for what is bad
   */
  void count(
      Choice.Stable stable,
      Incoming request,
      long began,
      Future<Answer> answered,
      boolean covered) {
    Duration most = stable.coverAfter();
    if (most == null || answered.isComplete()) {
      answered.onSuccess(answer -> inTime(stable, request, began, answer, covered));
      return;
    }
    long timer =
        vertx.setTimer(
            Math.max(1, most.toMillis()),
            id -> books.overdue(stable.draw(), routing.customer(request), covered));
    answered.onFailure(cause -> vertx.cancelTimer(timer));
    answered.onSuccess(
        answer -> {
          if (vertx.cancelTimer(timer)) {
            inTime(stable, request, began, answer, covered);
          }
        });
  }

  /** A busy machine may find the answer before the timer, and both too late. */
  private void inTime(
      Choice.Stable stable, Incoming request, long began, Answer answer, boolean covered) {
    boolean late = stable.isLate(Duration.ofNanos(System.nanoTime() - began));
    books.stable(stable.draw(), answer, late, routing.customer(request), covered);
  }
}
