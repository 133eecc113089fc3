package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Set;

/** What is left of versions that nobody needs any more. */
final class Leftovers {
  private final Cluster cluster;
  private final Names names;

  Leftovers(Cluster cluster, Names names) {
    this.cluster = cluster;
    this.names = names;
  }

  /** Boxes before their address, so that their address leads to them until they are told to end. */
  void removeAllBut(Set<String> versions) {
    KubernetesClient client = cluster.client();
    // Before the boxes, which they would otherwise look for in vain.
    remove(client.autoscaling().v2().horizontalPodAutoscalers(), versions);
    remove(client.apps().deployments(), versions);
    remove(client.policy().v1().podDisruptionBudget(), versions);
    remove(client.services(), versions);
  }

  private <T extends HasMetadata, L extends KubernetesResourceList<T>, R extends Resource<T>>
      void remove(MixedOperation<T, L, R> kind, Set<String> versions) {
    cluster
        .ask(
            () ->
                kind.inNamespace(cluster.namespace())
                    .withLabel(Names.MODEL_LABEL, names.model())
                    .withLabel(Names.VERSION_LABEL)
                    .list())
        .getItems()
        .stream()
        .filter(object -> isLeft(object, versions))
        .forEach(
            object ->
                cluster.ask(
                    () ->
                        kind.inNamespace(cluster.namespace())
                            .withName(object.getMetadata().getName())
                            .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                            .delete()));
  }

  /** By its label and by its name, in case somebody's own object carries our label. */
  private boolean isLeft(HasMetadata object, Set<String> versions) {
    String version = object.getMetadata().getLabels().get(Names.VERSION_LABEL);
    return version != null
        && !versions.contains(version)
        && object.getMetadata().getName().equals(names.of(version));
  }
}
