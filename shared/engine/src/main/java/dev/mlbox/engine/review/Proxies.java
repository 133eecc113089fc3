package dev.mlbox.engine.review;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy that the environment names, as curl and git read it ({@code https_proxy}, {@code
 * http_proxy}, {@code no_proxy}); without one, the JVM's own settings.
 */
final class Proxies extends ProxySelector {
  private static final int DEFAULT_PORT = 3128;

  private final Map<String, String> environment;

  Proxies(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The proxy for an address; empty for the JVM's own settings. */
  Optional<URI> proxy(URI address) {
    String scheme = address.getScheme() + "_proxy";
    String host = Optional.ofNullable(address.getHost()).orElse("");
    return set(scheme)
        .or(() -> set(scheme.toUpperCase(Locale.ROOT)))
        .filter(proxy -> !isExcepted(host))
        .map(text -> URI.create(text.contains("//") ? text : "http://" + text));
  }

  private boolean isExcepted(String host) {
    String list = set("no_proxy").or(() -> set("NO_PROXY")).orElse("");
    for (String each : list.split(",", -1)) {
      String name = each.strip().replaceFirst("^\\*?\\.", "");
      if (name.equals("*")
          || (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name)))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<Proxy> select(URI address) {
    Optional<URI> proxy = proxy(address);
    if (proxy.isEmpty()) {
      ProxySelector own = ProxySelector.getDefault();
      return own == null ? List.of(Proxy.NO_PROXY) : own.select(address);
    }
    int port = proxy.get().getPort() < 0 ? DEFAULT_PORT : proxy.get().getPort();
    return List.of(
        new Proxy(
            Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.get().getHost(), port)));
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException e) {
    // The request fails with the same words.
  }

  private Optional<String> set(String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }
}
