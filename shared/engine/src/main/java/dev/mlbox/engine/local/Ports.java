package dev.mlbox.engine.local;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Ports that a box can be given in advance. Below the range from which operating systems take ports
 * for outgoing connections, so that a box that is started again finds its port free.
 */
final class Ports {
  static final String HOST = "127.0.0.1";
  private static final int FIRST = 20000;
  private static final int COUNT = 12000;
  private static final int CONNECT_MILLIS = 500;

  private Ports() {}

  /**
   * A free port, the same one for the same name as long as it is free.
   *
   * @param other a port that it must not be
   */
  static int of(String name, int other) {
    int start = Math.floorMod(name.hashCode() * 31, COUNT);
    for (int i = 0; i < COUNT; i++) {
      int port = FIRST + (start + i) % COUNT;
      if (port != other && isFree(port)) {
        return port;
      }
    }
    throw MlboxException.broken(
        Problem.of("no port from %d to %d is free".formatted(FIRST, FIRST + COUNT - 1)), null);
  }

  /** Whether a server could listen there. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(loopback(), port), 1);
    } catch (IOException e) {
      return false;
    }
    // Some systems let one bind an address beside somebody who listens on all addresses.
    return !answers(port);
  }

  /** Whether somebody listens there. */
  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(loopback(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** {@link #HOST}, whatever this machine prefers. */
  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
