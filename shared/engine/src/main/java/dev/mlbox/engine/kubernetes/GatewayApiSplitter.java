package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.port.TrafficSplitter;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Splitting;
import dev.mlbox.core.rollout.Weight;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Weights of an HTTPRoute, which a gateway of the cluster follows. */
final class GatewayApiSplitter implements TrafficSplitter {
  /**
   * Conditions that Gateway API defines for a route; of an implementation's own nobody knows which
   * way is good.
   */
  private static final Set<Object> MUST_HOLD = Set.of("Accepted", "ResolvedRefs");

  private final Cluster cluster;
  private final OwnObjects objects;
  private final TrafficObjects wanted;

  GatewayApiSplitter(Cluster cluster, OwnObjects objects, TrafficObjects wanted) {
    this.cluster = cluster;
    this.objects = objects;
    this.wanted = wanted;
  }

  @Override
  public Splitting kind() {
    return Splitting.GATEWAY;
  }

  @Override
  public void split(Split split) {
    GenericKubernetesResource route = wanted.httpRoute(split);
    objects.requireFree(List.of(route));
    requireTaken(objects.apply(route));
  }

  /**
   * A gateway that refuses the route says so in its status; that it has not looked yet is no no.
   */
  private void requireTaken(GenericKubernetesResource route) {
    for (Map<?, ?> parent : Tree.maps(route.getAdditionalProperties(), "status", "parents")) {
      for (Map<?, ?> condition : Tree.maps(parent, "conditions")) {
        boolean isOfNow =
            Tree.whole(condition.get("observedGeneration")) == route.getMetadata().getGeneration();
        boolean isNo = "False".equals(condition.get("status"));
        if (isOfNow && isNo && MUST_HOLD.contains(Objects.requireNonNull(condition.get("type")))) {
          throw MlboxException.broken(
              Problem.of(
                      "the gateway does not take httproute %s: %s, %s"
                          .formatted(
                              route.getMetadata().getName(),
                              condition.get("reason"),
                              condition.get("message")))
                  .at(cluster.place())
                  .expected("%s: True".formatted(condition.get("type")))
                  .remedy("see `kubectl describe httproute " + route.getMetadata().getName() + "`"),
              null);
        }
      }
    }
  }

  @Override
  public Weight current() {
    return objects
        .find(wanted.httpRoute(Split.only(TrafficChoice.NOBODY)))
        .map(GenericKubernetesResource::getAdditionalProperties)
        .map(GatewayApiSplitter::weight)
        .orElse(Weight.ZERO);
  }

  private static Weight weight(Map<String, Object> route) {
    List<Integer> weights =
        Tree.maps(route, "spec", "rules").stream()
            .flatMap(rule -> Tree.maps(rule, "backendRefs").stream())
            .map(backend -> Objects.requireNonNullElse(backend.get("weight"), 1))
            .map(weight -> (int) Tree.whole(weight))
            .toList();
    return Tree.share(weights);
  }
}
