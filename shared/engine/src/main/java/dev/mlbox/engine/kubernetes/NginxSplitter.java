package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.port.TrafficSplitter;
import dev.mlbox.core.rollout.Splitting;
import dev.mlbox.core.rollout.Weight;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The weight of a canary Ingress, which the NGINX ingress controller follows. */
final class NginxSplitter implements TrafficSplitter {
  private final Cluster cluster;
  private final OwnObjects objects;
  private final IngressObjects wanted;

  NginxSplitter(Cluster cluster, OwnObjects objects, IngressObjects wanted) {
    this.cluster = cluster;
    this.objects = objects;
    this.wanted = wanted;
  }

  @Override
  public Splitting kind() {
    return Splitting.NGINX;
  }

  @Override
  public void split(Split split) {
    List<HasMetadata> all = wanted.of(split);
    objects.requireFree(all);
    all.forEach(objects::apply);
    if (all.size() == 1) {
      objects
          .find(wanted.canary())
          .ifPresent(found -> cluster.ask(() -> cluster.client().resource(found).delete()));
    }
  }

  @Override
  public Weight current() {
    Optional<Ingress> canary = objects.find(wanted.canary());
    if (canary.isEmpty()) {
      return Weight.ZERO;
    }
    Map<String, String> said = canary.get().getMetadata().getAnnotations();
    return TrafficObjects.Parts.weight(
        Integer.parseInt(said.getOrDefault(IngressObjects.WEIGHT, "0")),
        Integer.parseInt(said.getOrDefault(IngressObjects.TOTAL, "100")));
  }
}
