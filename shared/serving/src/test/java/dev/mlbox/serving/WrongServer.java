package dev.mlbox.serving;

import dev.mlbox.core.rollout.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** Something that listens where a box should. */
final class WrongServer implements AutoCloseable {
  private final ServerSocket socket;
  private final AtomicBoolean hangsUp = new AtomicBoolean();

  private WrongServer(String answer) {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(() -> serve(answer.getBytes(StandardCharsets.UTF_8)));
    thread.setDaemon(true);
    thread.start();
  }

  /** Reads a little, says these bytes, hangs up. */
  static WrongServer saying(String answer) {
    return new WrongServer(answer);
  }

  /** The next request that is a prediction gets no answer. */
  void hangUpOnce() {
    hangsUp.set(true);
  }

  /** An address where nobody listens. */
  static Route nobody(String version) {
    try (WrongServer gone = saying("")) {
      return gone.route(version);
    }
  }

  Route route(String version) {
    return new Route(version, "127.0.0.1:" + socket.getLocalPort());
  }

  private void serve(byte[] answer) {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        InputStream in = connection.getInputStream();
        OutputStream out = connection.getOutputStream();
        byte[] request = new byte[4096];
        int read = in.read(request);
        if (read > 0 && !isUnanswered(request)) {
          out.write(answer);
          out.flush();
        }
      } catch (IOException e) {
        // The client hung up, or the test is over.
      }
    }
  }

  /** Boxes keep their ways warm with questions of their own. */
  private boolean isUnanswered(byte[] request) {
    return new String(request, StandardCharsets.ISO_8859_1).startsWith("POST")
        && hangsUp.getAndSet(false);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
