package dev.mlbox.serving;

import dev.mlbox.core.rollout.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** One address of several boxes, as a Service is: each new connection goes to the next of them. */
final class SharedAddress implements AutoCloseable {
  private final ServerSocket socket;
  private final List<RunningBox> boxes;
  private final List<Socket> open = new ArrayList<>();

  SharedAddress(RunningBox... boxes) {
    this.boxes = List.of(boxes);
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    begin(this::accept);
  }

  Route route(String version) {
    return new Route(version, "127.0.0.1:" + socket.getLocalPort());
  }

  private void accept() {
    for (int next = 0; !socket.isClosed(); next = (next + 1) % boxes.size()) {
      try {
        Socket client = kept(socket.accept());
        Socket box = kept(new Socket(InetAddress.getLoopbackAddress(), boxes.get(next).port()));
        begin(() -> pass(client, box));
        begin(() -> pass(box, client));
      } catch (IOException e) {
        // The test is over.
      }
    }
  }

  private synchronized Socket kept(Socket one) {
    open.add(one);
    return one;
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Either has hung up, and both are closed.
    }
  }

  private static void begin(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized void close() {
    try {
      socket.close();
      for (Socket each : open) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
