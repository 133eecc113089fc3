package dev.mlbox.serving.http;

import io.vertx.core.Future;

/**
 * As many at a time, and no queue: whoever finds no room does without. To be used on one event
 * loop.
 */
final class Room {
  private final int most;
  private int under;

  Room(int most) {
    this.most = most;
  }

  boolean isFull() {
    return under >= most;
  }

  /** Takes room until it has come to an end. */
  <T> Future<T> hold(Future<T> begun) {
    under++;
    return begun.onComplete(ignored -> under--);
  }
}
