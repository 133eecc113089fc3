package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The versions of a model that have boxes. */
record Versions(Cluster cluster, Names names) {

  /** All but one. */
  List<String> otherThan(String version) {
    return named(deployments(), version);
  }

  /** All but one whose boxes ask for a token. */
  List<String> askingBeside(String version) {
    return named(deployments().filter(Versions::asks), version);
  }

  private static List<String> named(Stream<Deployment> deployments, String version) {
    return deployments
        .map(deployment -> deployment.getMetadata().getLabels().get(Names.VERSION_LABEL))
        .filter(other -> !other.equals(version))
        .sorted()
        .toList();
  }

  /** What its pods run. */
  static Stream<Container> containers(Deployment deployment) {
    return Optional.ofNullable(deployment.getSpec())
        .map(spec -> spec.getTemplate())
        .map(template -> template.getSpec())
        .stream()
        .flatMap(pod -> pod.getContainers().stream());
  }

  private static boolean asks(Deployment deployment) {
    return containers(deployment)
        .flatMap(container -> container.getEnv().stream())
        .anyMatch(variable -> TokenSecret.VARIABLE.equals(variable.getName()));
  }

  private Stream<Deployment> deployments() {
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
        .stream();
  }
}
