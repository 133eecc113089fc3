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
  private final Room room = new Room(MOST);

  Copies(Forwarder forwarder) {
    this.forwarder = forwarder;
  }

  /** Whether one more can be sent now. */
  boolean hasRoom() {
    return !room.isFull();
  }

  /** What came of a copy; never fails. */
  Future<Reply> send(Choice.Shadowed shadowed, Incoming request) {
    return room.hold(
        forwarder.ask(shadowed.address(), request, Splitter.FINAL, shadowed.coverAfter()));
  }
}
