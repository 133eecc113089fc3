package dev.mlbox.engine.image;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A registry's address.
 *
 * @param name {@code host} or {@code host:port}
 */
record Registry(String name) {
  private static final int CONNECT_MILLIS = 5000;

  String host() {
    int colon = portColon();
    String host = colon < 0 ? name : name.substring(0, colon);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  int port() {
    int colon = portColon();
    return colon < 0 ? 443 : Integer.parseInt(name.substring(colon + 1));
  }

  private int portColon() {
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf(']') ? colon : -1;
  }

  /** Whether all of its addresses are this machine's or a private network's. */
  boolean isPrivate() {
    try {
      return Arrays.stream(InetAddress.getAllByName(host()))
          .allMatch(
              address ->
                  address.isLoopbackAddress()
                      || address.isSiteLocalAddress()
                      || address.isLinkLocalAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * Knocks, because an HTTP client tries a dead address for a minute.
   *
   * @throws MlboxException BROKEN when nobody opens
   */
  void requireReachable(@Nullable String place) {
    if (System.getProperty("https.proxyHost") != null || isDockerHub()) {
      return;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(host()), port()), CONNECT_MILLIS);
    } catch (UnknownHostException e) {
      throw unreachable("there is no host of that name", place, e);
    } catch (IOException e) {
      throw unreachable(String.valueOf(e.getMessage()), place, e);
    }
  }

  private boolean isDockerHub() {
    return name.equals("registry-1.docker.io") || name.equals("docker.io");
  }

  private MlboxException unreachable(String why, @Nullable String place, IOException cause) {
    return MlboxException.broken(
        Problem.of("registry %s does not answer: %s".formatted(name, why))
            .at(place)
            .expected("a registry that listens on port " + port())
            .remedy("check the name and the network, then try again"),
        cause);
  }
}
