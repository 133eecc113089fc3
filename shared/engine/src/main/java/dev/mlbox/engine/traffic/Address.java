package dev.mlbox.engine.traffic;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.MlboxConfig;
import dev.mlbox.core.config.Shown;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where a model answers. */
final class Address {
  private static final String PREDICT = "/predict";

  private Address() {}

  /**
   * The URL that rows are posted to.
   *
   * @param named by the user, with or without {@code /predict}; null for the target's own
   * @throws MlboxException INVALID when it is no http URL, or needed and not named
   */
  static URI predict(MlboxConfig config, @Nullable String named) {
    if (named != null) {
      return parsed(named);
    }
    DeployConfig deploy = config.deploy();
    if (deploy.target() == DeployConfig.Target.KUBERNETES) {
      String service = config.model().name();
      throw MlboxException.invalid(
          Problem.of("nobody said where the cluster answers for " + service)
              .at(deploy.place())
              .expected("--url with an address that this machine reaches")
              .remedy(
                  "run `kubectl port-forward service/%s 8080:80` in another terminal and add --url http://127.0.0.1:8080; on a node of the cluster, --url with the service's CLUSTER-IP"
                      .formatted(service)));
    }
    return parsed("http://127.0.0.1:" + deploy.port());
  }

  private static URI parsed(String text) {
    String base = text.replaceFirst("/+$", "");
    try {
      requirePlain(new URI(base));
      URI uri = new URI(base.endsWith(PREDICT) ? base : base + PREDICT);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, with what would have been right.
    }
    throw MlboxException.invalid(
        Problem.of("%s is no address".formatted(Shown.of(text)))
            .at("--url")
            .expected("one such as http://127.0.0.1:8080"));
  }

  /** The address is in every line and in the report, so that a secret in it is refused unsaid. */
  private static void requirePlain(URI uri) {
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw MlboxException.invalid(
          Problem.of(
                  "the address has more than a host and a path: a password, a query or a fragment")
              .at("--url")
              .expected("one such as http://127.0.0.1:8080")
              .remedy("send through `kubectl port-forward` where the way in asks for a login"));
    }
  }
}
