package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.TrafficConfig;
import dev.mlbox.core.rollout.Splitting;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One thing that mlbox must be allowed to do in its namespace.
 *
 * @param group API group; empty for the core
 * @param resource such as {@code deployments} or {@code pods/log}
 * @param verb such as {@code patch}
 */
record Rule(String group, String resource, String verb) {

  /** All there are. The last one is what boxes are granted beside, which the granter must have. */
  static final List<Rule> NEEDED =
      Stream.of(
              rules("", "configmaps", "get", "list", "create", "patch", "delete"),
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
              rules("", "configmaps", "watch"))
          .flatMap(List::stream)
          .toList();

  /** What a pilot in the cluster may do: no accounts, no roles, and no boxes of its own making. */
  static final List<Rule> PILOT =
      Stream.of(
              rules("", "configmaps", "get", "list", "patch", "delete"),
              rules("", "services", "get", "list", "create", "patch", "delete"),
              rules("", "pods", "list"),
              rules("", "pods/log", "get"),
              rules("", "pods/proxy", "get", "create"),
              rules("", "events", "create"),
              rules("apps", "deployments", "get", "list", "patch", "delete"),
              rules(
                  "autoscaling",
                  "horizontalpodautoscalers",
                  "get",
                  "list",
                  "create",
                  "patch",
                  "delete"),
              rules("policy", "poddisruptionbudgets", "get", "list", "create", "patch", "delete"))
          .flatMap(List::stream)
          .toList();

  /** What whoever starts pilots needs beside {@link #NEEDED}. */
  private static final List<Rule> TO_START_PILOTS =
      Stream.of(rules("batch", "jobs", "get", "create", "delete"), rules("", "events", "create"))
          .flatMap(List::stream)
          .toList();

  /** For a NetworkPolicy of each version, the one that serves too. */
  private static final List<Rule> TO_GUARD =
      rules("networking.k8s.io", "networkpolicies", "get", "create", "patch");

  /** What a pilot needs. */
  static List<Rule> pilotOf(Placement placement) {
    return Stream.of(
            PILOT, splitting(placement.traffic()), placement.guarded() ? TO_GUARD : List.<Rule>of())
        .flatMap(List::stream)
        .toList();
  }

  /** What splitting needs; all that may be, where the cluster is yet to be looked at. */
  private static List<Rule> splitting(TrafficConfig traffic) {
    List<Splitting> possible =
        traffic
            .known()
            .map(List::of)
            .orElse(List.of(Splitting.GATEWAY, Splitting.ISTIO, Splitting.NGINX));
    return possible.stream().flatMap(by -> splitting(by).stream()).toList();
  }

  private static List<Rule> splitting(Splitting by) {
    return switch (by) {
      case BOX, REPLICAS -> List.of();
      case GATEWAY -> rules("gateway.networking.k8s.io", "httproutes", "get", "create", "patch");
      case ISTIO -> rules("networking.istio.io", "virtualservices", "get", "create", "patch");
      case NGINX -> rules("networking.k8s.io", "ingresses", "get", "create", "patch", "delete");
    };
  }

  /** What a deploy needs. */
  static List<Rule> neededFor(DeployConfig deploy) {
    List<Rule> all = new ArrayList<>(NEEDED);
    all.addAll(splitting(deploy.traffic()));
    if (deploy.pilot() == DeployConfig.Pilot.CLUSTER) {
      all.addAll(TO_START_PILOTS);
    }
    if (deploy.pods().networkPolicy()) {
      all.addAll(TO_GUARD);
    }
    if (deploy.storage() != null) {
      all.addAll(rules("", "secrets", "get", "create", "patch"));
      all.addAll(rules("", "persistentvolumeclaims", "get", "create", "patch"));
    }
    return List.copyOf(all);
  }

  /** For a Job that trains; a command is run in a pod by GET or, in newer clusters, by create. */
  static final List<Rule> TO_TRAIN =
      Stream.of(
              rules("batch", "jobs", "get", "create", "delete"),
              rules("", "pods", "list"),
              rules("", "pods/log", "get"),
              rules("", "pods/exec", "get", "create"))
          .flatMap(List::stream)
          .toList();

  /**
   * What whoever deploys is granted: what is needed, and to say in Events what happens.
   *
   * @param trains whether the model is trained in the cluster
   */
  static List<Rule> grantedFor(DeployConfig deploy, boolean trains) {
    return Stream.of(
            neededFor(deploy), trains ? TO_TRAIN : List.<Rule>of(), rules("", "events", "create"))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  /** As Kubernetes has it, the verbs of one resource together. */
  static List<PolicyRule> policy(List<Rule> rules) {
    Map<List<String>, List<String>> verbs = new LinkedHashMap<>();
    for (Rule rule : rules) {
      verbs
          .computeIfAbsent(List.of(rule.group(), rule.resource()), key -> new ArrayList<>())
          .add(rule.verb());
    }
    return verbs.entrySet().stream()
        .map(
            entry ->
                new PolicyRuleBuilder()
                    .withApiGroups(entry.getKey().get(0))
                    .withResources(entry.getKey().get(1))
                    .withVerbs(entry.getValue())
                    .build())
        .toList();
  }

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
