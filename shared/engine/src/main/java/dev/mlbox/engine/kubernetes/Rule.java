package dev.mlbox.engine.kubernetes;

import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that mlbox must be allowed to do in its namespace.
 *
 * @param group API group; empty for the core
 * @param resource such as {@code deployments} or {@code pods/log}
 * @param verb such as {@code patch}
 */
record Rule(String group, String resource, String verb) {

  /** All there are. The last three are what boxes are granted, which the granter must have. */
  static final List<Rule> NEEDED =
      Stream.of(
              rules("", "configmaps", "get", "create", "patch"),
              rules("", "services", "get", "list", "create", "patch", "delete"),
              rules("", "serviceaccounts", "get", "create", "patch"),
              rules("", "pods", "list"),
              rules("", "pods/log", "get"),
              rules("", "pods/proxy", "get", "create"),
              rules("apps", "deployments", "get", "list", "create", "patch", "delete"),
              rules(
                  "autoscaling",
                  "horizontalpodautoscalers",
                  "get",
                  "list",
                  "create",
                  "patch",
                  "delete"),
              rules("policy", "poddisruptionbudgets", "get", "list", "create", "patch", "delete"),
              rules("rbac.authorization.k8s.io", "roles", "get", "create", "patch"),
              rules("rbac.authorization.k8s.io", "rolebindings", "get", "create", "patch"),
              rules("", "configmaps", "list", "watch"))
          .flatMap(List::stream)
          .toList();

  private static List<Rule> rules(String group, String resource, String... verbs) {
    return Stream.of(verbs).map(verb -> new Rule(group, resource, verb)).toList();
  }

  /** As in a Role. */
  String yaml() {
    return yaml(group, resource, List.of(verb));
  }

  static String yaml(String group, String resource, List<String> verbs) {
    return "{apiGroups: [\"%s\"], resources: [%s], verbs: [%s]}"
        .formatted(group, resource, String.join(", ", verbs));
  }
}
