package dev.mlbox.engine.kubernetes;

import java.util.List;

/** The versions of a model that have boxes. */
record Versions(Cluster cluster, Names names) {

  /** All but one. */
  List<String> otherThan(String version) {
    return cluster
        .ask(
            () ->
                cluster
                    .client()
                    .apps()
                    .deployments()
                    .inNamespace(cluster.namespace())
                    .withLabel(Names.MODEL_LABEL, names.model())
                    .withLabel(Names.VERSION_LABEL)
                    .list())
        .getItems()
        .stream()
        .map(deployment -> deployment.getMetadata().getLabels().get(Names.VERSION_LABEL))
        .filter(other -> !other.equals(version))
        .sorted()
        .toList();
  }
}
