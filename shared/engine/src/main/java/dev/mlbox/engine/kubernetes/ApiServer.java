package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where boxes find the API server that has their lease. A network policy can name it by nothing but
 * its port, and most enforcers look at the one behind the Service: 6443 on many clusters, 8443 with
 * minikube, 16443 with MicroK8s.
 */
final class ApiServer {
  /** Its Service's, and the one that most have behind it. */
  static final Set<Integer> USUAL_PORTS = Set.of(443, 6443);

  private final Cluster cluster;

  ApiServer(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Those that it may listen on: the usual ones, ours to it, and its endpoints' where we may look.
   */
  Set<Integer> ports() {
    Set<Integer> ports = new TreeSet<>(USUAL_PORTS);
    int ours = URI.create(cluster.server()).getPort();
    if (ours > 0) {
      ports.add(ours);
    }
    endpoints().forEach(ports::add);
    return ports;
  }

  private Stream<Integer> endpoints() {
    try {
      return cluster
          .askOnly(
              () ->
                  cluster
                      .client()
                      .discovery()
                      .v1()
                      .endpointSlices()
                      .inNamespace("default")
                      .withLabel("kubernetes.io/service-name", "kubernetes")
                      .list())
          .getItems()
          .stream()
          .map(slice -> slice.getPorts())
          .filter(Objects::nonNull)
          .flatMap(Collection::stream)
          .map(port -> port.getPort())
          .filter(Objects::nonNull);
    } catch (KubernetesClientException e) {
      // Most who deploy may not look into that namespace.
      return Stream.empty();
    }
  }
}
