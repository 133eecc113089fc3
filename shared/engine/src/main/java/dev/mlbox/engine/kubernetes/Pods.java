package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.Comparator;
import java.util.List;

/** The pods of a version. */
final class Pods {
  private final Cluster cluster;
  private final Names names;

  Pods(Cluster cluster, Names names) {
    this.cluster = cluster;
    this.names = names;
  }

  /** Those that are there to stay, by name. */
  List<Pod> of(String version) {
    return cluster
        .ask(
            () ->
                cluster
                    .client()
                    .pods()
                    .inNamespace(cluster.namespace())
                    .withLabels(names.selector(version))
                    .list())
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .toList();
  }

  List<Pod> ready(String version) {
    return of(version).stream().filter(Pods::isReady).toList();
  }

  /** Those of every version that can be asked. */
  List<Pod> readyOfAll() {
    return cluster
        .ask(
            () ->
                cluster
                    .client()
                    .pods()
                    .inNamespace(cluster.namespace())
                    .withLabel(Names.MODEL_LABEL, names.model())
                    .withLabel(Names.VERSION_LABEL)
                    .list())
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(Pods::isReady)
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .toList();
  }

  static boolean isReady(Pod pod) {
    return Readiness.isPodReady(pod);
  }
}
