package dev.mlbox.spark;

import dev.mlbox.runtime.remote.Reply;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;

/** Sends answers on their way, from any thread. */
final class Answers {
  private final ObjectOutputStream out;

  Answers(ObjectOutputStream out) {
    this.out = out;
  }

  synchronized void send(Reply reply) {
    try {
      out.writeObject(reply);
      out.reset();
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
