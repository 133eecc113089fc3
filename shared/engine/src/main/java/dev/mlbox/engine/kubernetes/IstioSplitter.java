package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.port.TrafficSplitter;
import dev.mlbox.core.rollout.Splitting;
import dev.mlbox.core.rollout.Weight;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Weights of a VirtualService, which Istio's proxies follow. */
final class IstioSplitter implements TrafficSplitter {
  private final OwnObjects objects;
  private final TrafficObjects wanted;

  IstioSplitter(OwnObjects objects, TrafficObjects wanted) {
    this.objects = objects;
    this.wanted = wanted;
  }

  @Override
  public Splitting kind() {
    return Splitting.ISTIO;
  }

  @Override
  public void split(Split split) {
    GenericKubernetesResource service = wanted.virtualService(split);
    objects.requireFree(List.of(service));
    objects.apply(service);
  }

  @Override
  public Weight current() {
    return objects
        .find(wanted.virtualService(Split.only(TrafficChoice.NOBODY)))
        .map(GenericKubernetesResource::getAdditionalProperties)
        .map(IstioSplitter::weight)
        .orElse(Weight.ZERO);
  }

  private static Weight weight(Map<String, Object> service) {
    List<Integer> weights =
        Tree.maps(service, "spec", "http").stream()
            .flatMap(http -> Tree.maps(http, "route").stream())
            .map(route -> Objects.requireNonNullElse(route.get("weight"), 0))
            .map(weight -> (int) Tree.whole(weight))
            .toList();
    return Tree.share(weights);
  }
}
