package dev.mlbox.serving.http;

import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.exchange.Reply;
import dev.mlbox.serving.split.Choice;
import dev.mlbox.serving.split.Splitter;
import io.vertx.core.Future;

/**
 * Sends copies of answered requests to a canary, off the path of the requests themselves. A canary
 * that cannot keep up with them gets fewer: what would have to wait is left out. To be used on one
 * event loop.
 */
final class Copies {
  /** As many answers are waited for at a time; more would be a queue. */
  static final int MOST = 64;

  private final Forwarder forwarder;
  private int under;

  Copies(Forwarder forwarder) {
    this.forwarder = forwarder;
  }

  /** Whether one more can be sent now. */
  boolean hasRoom() {
    return under < MOST;
  }

  /** What came of a copy; never fails. */
  Future<Reply> send(Choice.Shadowed shadowed, Incoming request) {
    under++;
    return forwarder
        .ask(shadowed.address(), request, Splitter.FINAL, shadowed.coverAfter())
        .onComplete(ignored -> under--);
  }
}
