package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.config.TrafficConfig;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Splitting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;

/** Who splits in this cluster: as configured, or else found by a look at it. */
final class TrafficChoice {
  /** Where names alone matter. */
  static final Route NOBODY = new Route("0000000000", "");

  private static final String NGINX = "k8s.io/ingress-nginx";

  private final Cluster cluster;
  private final TrafficConfig traffic;
  private final String place;

  /**
   * @param place where it was configured
   */
  TrafficChoice(Cluster cluster, TrafficConfig traffic, String place) {
    this.cluster = cluster;
    this.traffic = traffic;
    this.place = place;
  }

  /**
   * The configuration with the choice made.
   *
   * @throws MlboxException INVALID when the cluster has nothing that could do it
   */
  TrafficConfig made() {
    Splitting by = traffic.known().orElseGet(this::found);
    if (!has(by)) {
      throw MlboxException.invalid(
          Problem.of("deploy.traffic.by is %s, and the cluster has no %s".formatted(by, needs(by)))
              .at(place)
              .expected(cluster.place() + " with it")
              .remedy("ask whoever runs the cluster for it, or leave it to the boxes: by: box"));
    }
    return traffic.by(by);
  }

  private Splitting found() {
    List<Splitting> candidates =
        traffic.gateway() == null
            ? List.of(Splitting.ISTIO, Splitting.NGINX)
            : List.of(Splitting.GATEWAY, Splitting.ISTIO, Splitting.NGINX);
    return candidates.stream()
        .filter(this::has)
        .findFirst()
        .orElseThrow(
            () ->
                MlboxException.invalid(
                    Problem.of("nothing in the cluster splits requests that come from outside")
                        .at(place)
                        .expected(
                            "the Gateway API and deploy.traffic.gateway, Istio, or the NGINX ingress controller")
                        .remedy(
                            "leave deploy.traffic out: the boxes split, whatever leads to the model's Service")));
  }

  private boolean has(Splitting by) {
    return switch (by) {
      case BOX, REPLICAS -> true;
      case GATEWAY -> cluster.ask(() -> supports(TrafficObjects.GATEWAY_API, "HTTPRoute"));
      case ISTIO -> cluster.ask(() -> supports(TrafficObjects.ISTIO_API, "VirtualService"));
      case NGINX -> hasNginx();
    };
  }

  private boolean supports(String apiVersion, String kind) {
    return cluster.client().supports(apiVersion, kind);
  }

  private static String needs(Splitting by) {
    return switch (by) {
      case BOX, REPLICAS -> "boxes";
      case GATEWAY -> "HTTPRoute of " + TrafficObjects.GATEWAY_API;
      case ISTIO -> "VirtualService of " + TrafficObjects.ISTIO_API;
      case NGINX -> "IngressClass of the controller " + NGINX;
    };
  }

  /** Whoever may not look at the classes has to say that there is one. */
  private boolean hasNginx() {
    try {
      return cluster.askOnly(
          () ->
              cluster.client().network().v1().ingressClasses().list().getItems().stream()
                  .anyMatch(each -> NGINX.equals(each.getSpec().getController())));
    } catch (KubernetesClientException e) {
      if (e.getCode() == 403) {
        return traffic.by() == Splitting.NGINX;
      }
      throw cluster.problems().of(e);
    }
  }

  /** A Gateway that is named and is not there; nothing when one may not look. */
  Optional<Problem> missingGateway() {
    Stated gateway = traffic.gateway();
    if (gateway == null || traffic.known().orElse(null) != Splitting.GATEWAY) {
      return Optional.empty();
    }
    String[] parts = gateway.text().split("/", 2);
    String namespace = parts.length == 1 ? cluster.namespace() : parts[0];
    String name = parts[parts.length - 1];
    try {
      GenericKubernetesResource found =
          cluster.askOnly(
              () ->
                  cluster
                      .client()
                      .genericKubernetesResources(TrafficObjects.GATEWAY_API, "Gateway")
                      .inNamespace(namespace)
                      .withName(name)
                      .get());
      return found != null
          ? Optional.empty()
          : Optional.of(
              Problem.of("there is no gateway %s in namespace %s".formatted(name, namespace))
                  .at(gateway.place())
                  .expected("a Gateway that takes routes of namespace " + cluster.namespace()));
    } catch (KubernetesClientException e) {
      if (e.getCode() == 403) {
        return Optional.empty();
      }
      throw cluster.problems().of(e);
    }
  }
}
