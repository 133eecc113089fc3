package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.port.TrafficSplitter;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Busy;
import dev.mlbox.core.rollout.Release;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What would keep mlbox from deploying a model to a namespace. */
final class Obstacles {
  private static final String CUSTOM_METRICS = "custom.metrics.k8s.io";

  private final Cluster cluster;
  private final OwnObjects own;
  private final Placement placement;
  private final BoxObjects objects;
  private final List<Rule> rules;
  private final PodRehearsal rehearsal;

  Obstacles(Cluster cluster, OwnObjects own, Placement placement, List<Rule> rules) {
    this.cluster = cluster;
    this.own = own;
    this.placement = placement;
    this.objects = new BoxObjects(placement);
    this.rules = rules;
    this.rehearsal = new PodRehearsal(cluster, placement);
  }

  /**
   * All of it.
   *
   * @param beside a server of the user's own in each box's pod; null when there is none
   */
  List<Problem> all(Release.@Nullable Beside beside) {
    Optional<Problem> namespace = namespace();
    if (namespace.isPresent()) {
      return List.of(namespace.get());
    }
    List<Problem> permissions = permissions();
    return permissions.isEmpty()
        ? Stream.of(foreign(), pod(beside), gateway(), counted()).flatMap(List::stream).toList()
        : permissions;
  }

  /** Whether it is missing; nothing when one may not look. */
  Optional<Problem> namespace() {
    String name = cluster.namespace();
    try {
      return cluster.askOnly(() -> cluster.client().namespaces().withName(name).get()) == null
          ? Optional.of(cluster.problems().noNamespace(name))
          : Optional.empty();
    } catch (KubernetesClientException e) {
      if (e.getCode() == 403) {
        return Optional.empty();
      }
      throw cluster.problems().of(e);
    }
  }

  /** One for each kind of object that mlbox may not do everything with that it needs to. */
  List<Problem> permissions() {
    Map<List<String>, List<String>> missing = new LinkedHashMap<>();
    for (Rule rule : rules) {
      if (!isAllowed(rule)) {
        missing
            .computeIfAbsent(List.of(rule.group(), rule.resource()), key -> new ArrayList<>())
            .add(rule.verb());
      }
    }
    List<Problem> problems = new ArrayList<>();
    missing.forEach(
        (of, verbs) ->
            problems.add(
                Problem.of("no permission to %s %s".formatted(String.join(", ", verbs), of.get(1)))
                    .at(cluster.place())
                    .expected("a Role with the rule " + Rule.yaml(of.get(0), of.get(1), verbs))
                    .remedy("ask whoever runs the cluster for it")));
    return problems;
  }

  private boolean isAllowed(Rule rule) {
    String[] resource = rule.resource().split("/", 2);
    SelfSubjectAccessReview review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withNamespace(cluster.namespace())
            .withGroup(rule.group())
            .withResource(resource[0])
            .withSubresource(resource.length > 1 ? resource[1] : null)
            .withVerb(rule.verb())
            .endResourceAttributes()
            .endSpec()
            .build();
    return cluster
        .ask(() -> cluster.client().authorization().v1().selfSubjectAccessReview().create(review))
        .getStatus()
        .getAllowed();
  }

  /** A gateway that is not there. */
  List<Problem> gateway() {
    return new TrafficChoice(cluster, placement.traffic(), "").missingGateway().stream().toList();
  }

  /** Requests in flight that nobody counts for the autoscaler. */
  List<Problem> counted() {
    Placement.Scale scale = placement.scale();
    if (!(scale.busy() instanceof Busy.InFlight) || !scale.replicas().isRange()) {
      return List.of();
    }
    return cluster.ask(() -> cluster.client().getApiGroup(CUSTOM_METRICS)) != null
        ? List.of()
        : List.of(
            Problem.of("deploy.busy counts requests in flight, and this cluster serves no metrics")
                .at(cluster.place())
                .expected(
                    "%s with %s of pods, as prometheus-adapter serves it"
                        .formatted(CUSTOM_METRICS, Busy.InFlight.METRIC))
                .remedy("`busy: 70%` keeps boxes busy by their processor time"));
  }

  /** What the API server says against the user's own fields of a pod. */
  List<Problem> pod(Release.@Nullable Beside beside) {
    return rehearsal.problem(beside).stream().toList();
  }

  /** Objects of somebody else's under our names. */
  List<Problem> foreign() {
    Release any = new Release("0000000000", "", "", Map.of());
    List<HasMetadata> wanted = new ArrayList<>(List.of(objects.memory()));
    objects.of(any).stream().filter(object -> !(object instanceof Deployment)).forEach(wanted::add);
    wanted.add(objects.service(any.version()));
    wanted.addAll(
        new TrafficObjects(placement)
            .of(placement.splitting(), TrafficSplitter.Split.only(TrafficChoice.NOBODY)));
    return own.obstacles(wanted);
  }
}
