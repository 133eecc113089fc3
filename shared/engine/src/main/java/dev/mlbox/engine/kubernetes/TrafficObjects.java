package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.config.TrafficConfig;
import dev.mlbox.core.port.TrafficSplitter.Split;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Splitting;
import dev.mlbox.core.rollout.Weight;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What leads requests from outside to both versions, as it should be. The stable version is the
 * model's Service, a canary its version's own. No cluster is asked.
 */
final class TrafficObjects {
  static final String GATEWAY_API = "gateway.networking.k8s.io/v1";
  static final String ISTIO_API = "networking.istio.io/v1";
  private static final int SERVICE_PORT = 80;
  private static final int HUNDRED = 100;
  private static final int FINEST = 10_000;

  private final Placement placement;
  private final Names names;
  private final TrafficConfig traffic;

  TrafficObjects(Placement placement) {
    this.placement = placement;
    this.names = placement.names();
    this.traffic = placement.traffic();
  }

  /** Everything that there is of a split, in the order in which it is made; none for boxes. */
  List<HasMetadata> of(Splitting by, Split split) {
    return switch (by) {
      case BOX, REPLICAS -> List.of();
      case GATEWAY -> List.of(httpRoute(split));
      case ISTIO -> List.of(virtualService(split));
      case NGINX -> new IngressObjects(placement).of(split);
    };
  }

  /** The Gateway API's. */
  GenericKubernetesResource httpRoute(Split split) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("parentRefs", List.of(parent()));
    if (!traffic.hosts().isEmpty()) {
      spec.put("hostnames", hosts());
    }
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put(
        "matches", List.of(Map.of("path", ordered("type", "PathPrefix", "value", traffic.path()))));
    List<Map<String, Object>> backends = new ArrayList<>();
    for (Backend backend : backends(split)) {
      Map<String, Object> entry = ordered("name", backend.service(), "port", backend.port());
      entry.put("weight", backend.weight());
      backends.add(entry);
    }
    rule.put("backendRefs", backends);
    spec.put("rules", List.of(rule));
    return object(GATEWAY_API, "HTTPRoute", spec);
  }

  private Map<String, Object> parent() {
    Stated gateway = traffic.gateway();
    String[] parts = (gateway == null ? "" : gateway.text()).split("/", 2);
    return parts.length == 1
        ? ordered("name", parts[0])
        : ordered("name", parts[1], "namespace", parts[0]);
  }

  /**
   * Istio's. Each version has a Service of its own, so that no DestinationRule tells pods apart.
   */
  GenericKubernetesResource virtualService(Split split) {
    Stated gateway = traffic.gateway();
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put(
        "hosts",
        !traffic.hosts().isEmpty() ? hosts() : List.of(gateway == null ? names.service() : "*"));
    if (gateway != null) {
      spec.put("gateways", List.of(gateway.text()));
    }
    Map<String, Object> http = new LinkedHashMap<>();
    if (!traffic.path().equals("/")) {
      http.put("match", List.of(Map.of("uri", Map.of("prefix", traffic.path()))));
    }
    List<Map<String, Object>> routes = new ArrayList<>();
    for (Backend backend : backends(split)) {
      Map<String, Object> destination =
          ordered("host", backend.service(), "port", Map.of("number", backend.port()));
      routes.add(ordered("destination", destination, "weight", backend.weight()));
    }
    http.put("route", routes);
    spec.put("http", List.of(http));
    return object(ISTIO_API, "VirtualService", spec);
  }

  private List<String> hosts() {
    return traffic.hosts().stream().map(Stated::text).toList();
  }

  private record Backend(String service, int port, int weight) {}

  private List<Backend> backends(Split split) {
    Route canary = split.canary();
    if (canary == null || split.weight().isZero()) {
      return List.of(new Backend(names.service(), SERVICE_PORT, HUNDRED));
    }
    Parts parts = Parts.of(split.weight());
    return List.of(
        new Backend(names.service(), SERVICE_PORT, parts.total() - parts.canary()),
        new Backend(names.of(canary.version()), BoxPods.PORT, parts.canary()));
  }

  /**
   * A weight in whole numbers.
   *
   * @param canary of the total
   */
  record Parts(int canary, int total) {
    static Parts of(Weight weight) {
      double percent = weight.share() * HUNDRED;
      int total = Math.abs(percent - Math.rint(percent)) < 1e-9 ? HUNDRED : FINEST;
      return new Parts((int) Math.rint(weight.share() * total), total);
    }

    /** The weight that whole numbers make. */
    static Weight weight(int canary, int total) {
      return total == 0 ? Weight.ZERO : new Weight(canary / (double) total);
    }
  }

  private GenericKubernetesResource object(
      String apiVersion, String kind, Map<String, Object> spec) {
    ObjectMeta metadata =
        new ObjectMetaBuilder()
            .withName(names.service())
            .withNamespace(placement.namespace())
            .withLabels(names.labels())
            .build();
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(apiVersion)
        .withKind(kind)
        .withMetadata(metadata)
        .addToAdditionalProperties("spec", spec)
        .build();
  }

  private static Map<String, Object> ordered(String key, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }

  private static Map<String, Object> ordered(
      String key, Object value, String other, Object otherValue) {
    Map<String, Object> map = ordered(key, value);
    map.put(other, otherValue);
    return map;
  }
}
