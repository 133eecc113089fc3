package dev.mlbox.serving.lease;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.serving.split.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a pod reaches the Kubernetes API.
 *
 * @param address of the API server
 * @param authority PEM file of who signed the server's certificate; null for plain HTTP
 * @param token asked for anew for each request, because it rotates; empty for none
 */
public record ClusterAccess(
    Address address, @Nullable Path authority, Supplier<Optional<String>> token) {
  private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  /**
   * The access that every pod is given.
   *
   * @throws MlboxException INVALID when this is no pod
   */
  public static ClusterAccess ofPod(Map<String, String> environment) {
    String host = environment.get("KUBERNETES_SERVICE_HOST");
    String port = environment.get("KUBERNETES_SERVICE_PORT");
    if (host == null || port == null) {
      throw MlboxException.invalid(
          Problem.of("the lease is in a ConfigMap, but this is no pod")
              .at("MLBOX_LEASE")
              .expected("KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT, as in every pod"));
    }
    return new ClusterAccess(
        new Address(host, Integer.parseInt(port)),
        ACCOUNT.resolve("ca.crt"),
        () -> read(ACCOUNT.resolve("token")));
  }

  private static Optional<String> read(Path token) {
    try {
      return Optional.of(Files.readString(token).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
