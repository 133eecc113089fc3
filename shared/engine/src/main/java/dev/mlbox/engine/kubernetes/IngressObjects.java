package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.config.TrafficConfig;
import dev.mlbox.core.port.TrafficSplitter.Split;
import dev.mlbox.core.rollout.Route;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRuleBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An Ingress to the stable version, and beside it one that NGINX takes for its canary. */
final class IngressObjects {
  static final String WEIGHT = "nginx.ingress.kubernetes.io/canary-weight";
  static final String TOTAL = "nginx.ingress.kubernetes.io/canary-weight-total";
  private static final String CANARY = "nginx.ingress.kubernetes.io/canary";
  private static final String CLASS = "nginx";
  private static final int SERVICE_PORT = 80;

  private final Placement placement;
  private final Names names;
  private final TrafficConfig traffic;

  IngressObjects(Placement placement) {
    this.placement = placement;
    this.names = placement.names();
    this.traffic = placement.traffic();
  }

  List<HasMetadata> of(Split split) {
    Route canary = split.canary();
    Ingress stable = ingress(names.service(), Map.of(), names.service(), SERVICE_PORT);
    return canary == null || split.weight().isZero()
        ? List.of(stable)
        : List.of(
            stable,
            ingress(names.canary(), annotations(split), names.of(canary.version()), BoxPods.PORT));
  }

  /** The canary's, by name only. */
  Ingress canary() {
    return new IngressBuilder()
        .withNewMetadata()
        .withName(names.canary())
        .withNamespace(placement.namespace())
        .endMetadata()
        .build();
  }

  private static Map<String, String> annotations(Split split) {
    TrafficObjects.Parts parts = TrafficObjects.Parts.of(split.weight());
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put(CANARY, "true");
    annotations.put(WEIGHT, String.valueOf(parts.canary()));
    annotations.put(TOTAL, String.valueOf(parts.total()));
    return annotations;
  }

  private Ingress ingress(String name, Map<String, String> annotations, String service, int port) {
    HTTPIngressPath path =
        new HTTPIngressPathBuilder()
            .withPath(traffic.path())
            .withPathType("Prefix")
            .withNewBackend()
            .withNewService()
            .withName(service)
            .withNewPort()
            .withNumber(port)
            .endPort()
            .endService()
            .endBackend()
            .build();
    IngressRule any = new IngressRuleBuilder().withNewHttp().withPaths(path).endHttp().build();
    List<IngressRule> rules =
        traffic.hosts().isEmpty()
            ? List.of(any)
            : traffic.hosts().stream()
                .map(host -> new IngressRuleBuilder(any).withHost(host.text()).build())
                .toList();
    Stated gateway = traffic.gateway();
    return new IngressBuilder(canary())
        .editMetadata()
        .withName(name)
        .withLabels(names.labels())
        .withAnnotations(annotations)
        .endMetadata()
        .withNewSpec()
        .withIngressClassName(gateway == null ? CLASS : gateway.text())
        .withRules(rules)
        .endSpec()
        .build();
  }
}
