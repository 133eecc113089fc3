package dev.mlbox.serving.http;

import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.exchange.Reply;
import dev.mlbox.serving.model.OwnModel;
import dev.mlbox.serving.split.Choice;
import dev.mlbox.serving.split.Draw;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Has the stable model answer some of the canary's requests as well, when the user has long had the
 * canary's answer, and counts where they differ; and the version before some of those of a promoted
 * one that is watched. Whoever is busy is not asked for that. To be used on one event loop.
 */
final class Comparison {
  /** As many second answers are waited for at a time. */
  static final int MOST = 4;

  private final OwnModel own;
  private final Books books;
  private final Room room = new Room(MOST);

  Comparison(OwnModel own, Books books) {
    this.own = own;
    this.books = books;
  }

  /** Asks the stable model what the canary has answered. */
  void of(Endpoint endpoint, Incoming request, Choice.Canary canary, Answer answer) {
    if (!canary.compared() || room.isFull()) {
      return;
    }
    room.hold(own.answer(endpoint, request))
        .onSuccess(mine -> compare(canary.draw(), mine, answer));
  }

  /**
   * Asks the version before what a promoted one has answered.
   *
   * @param mine answer of this box's model
   * @param before asks, and never fails
   */
  void of(Choice.Watched watched, Answer mine, Supplier<Future<Reply>> before) {
    if (watched.compared() && mine.good() && !room.isFull()) {
      room.hold(before.get())
          .onSuccess(
              reply -> {
                if (reply instanceof Reply.Answered answered) {
                  compare(watched.draw(), mine, answered.answer());
                }
              });
    }
  }

  /** A copy's answer with the stable model's to the same request. */
  void of(Choice.Shadowed shadowed, Answer mine, Reply reply) {
    if (reply instanceof Reply.Answered answered) {
      compare(shadowed.draw(), mine, answered.answer());
    }
  }

  private void compare(Draw draw, Answer mine, Answer theirs) {
    if (mine.good() && theirs.good()) {
      own.said(mine)
          .ifPresent(
              first -> own.said(theirs).ifPresent(other -> books.compared(draw, first, other)));
    }
  }
}
