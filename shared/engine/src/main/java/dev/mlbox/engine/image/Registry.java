package dev.mlbox.engine.image;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registry's address.
 *
 * @param name {@code host} or {@code host:port}
 */
record Registry(String name) {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  String host() {
    int colon = portColon();
    String host = colon < 0 ? name : name.substring(0, colon);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  int port() {
    int colon = portColon();
    return colon < 0 ? HTTPS : Integer.parseInt(name.substring(colon + 1));
  }

  private int portColon() {
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf(']') ? colon : -1;
  }

  /**
   * How far it is believed.
   *
   * @param insecure whether the user has said that no certificate is needed
   */
  Trust trust(boolean insecure) {
    try {
      List<InetAddress> all = List.of(InetAddress.getAllByName(host()));
      return Trust.of(all, insecure, () -> showsCertificate(all));
    } catch (UnknownHostException e) {
      return insecure ? Trust.BLIND : Trust.VERIFIED;
    }
  }

  private boolean showsCertificate(List<InetAddress> all) {
    return all.stream()
        .map(address -> new InetSocketAddress(address, port()))
        .anyMatch(address -> Knock.showsCertificate(address, host()));
  }

  /**
   * Makes sure that somebody is there.
   *
   * @param insecure whether the user has said that no certificate is needed
   * @throws MlboxException BROKEN when nobody opens
   */
  void requireReachable(@Nullable String place, boolean insecure) {
    if (System.getProperty("https.proxyHost") != null || isDockerHub()) {
      return;
    }
    try {
      List<InetAddress> all = List.of(InetAddress.getAllByName(host()));
      Knock.atAnyOf(doors(all, insecure || all.stream().allMatch(Trust::isNear)));
    } catch (UnknownHostException e) {
      throw unreachable("there is no host of that name", place, e);
    } catch (IOException e) {
      throw unreachable(String.valueOf(e.getMessage()), place, e);
    }
  }

  /**
   * Where it may listen.
   *
   * @param plain whether it may do without TLS, and then has another port where it names none
   */
  List<InetSocketAddress> doors(List<InetAddress> all, boolean plain) {
    List<InetSocketAddress> doors = new ArrayList<>();
    all.forEach(address -> doors.add(new InetSocketAddress(address, port())));
    if (plain && portColon() < 0) {
      all.forEach(address -> doors.add(new InetSocketAddress(address, HTTP)));
    }
    return doors;
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
