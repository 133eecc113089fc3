package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.config.TrafficConfig;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.image.BoxImage;
import dev.mlbox.engine.image.NodeImages;
import dev.mlbox.engine.image.RegistrySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at everything that a deploy to Kubernetes needs, and changes nothing. */
public final class KubernetesDoctor {
  private final String model;
  private final DeployConfig deploy;
  private final Release.@Nullable Beside beside;
  private final boolean training;
  private final List<Check> checks = new ArrayList<>();

  private KubernetesDoctor(
      String model, DeployConfig deploy, Release.@Nullable Beside beside, boolean training) {
    this.model = model;
    this.deploy = deploy;
    this.beside = beside;
    this.training = training;
  }

  /**
   * All findings, good ones too; never throws for what it finds.
   *
   * @param beside a server of the user's own in each box's pod; null when there is none
   * @param training whether models are trained there, too
   */
  public static List<Check> check(
      String model,
      DeployConfig deploy,
      Release.@Nullable Beside beside,
      boolean training,
      Map<String, String> environment) {
    KubernetesDoctor doctor = new KubernetesDoctor(model, deploy, beside, training);
    doctor.registry(environment);
    doctor.cluster(environment);
    return List.copyOf(doctor.checks);
  }

  private void registry(Map<String, String> environment) {
    Stated image = deploy.image();
    if (deploy.nodes().isPresent()) {
      NodeImages nodes = new NodeImages(deploy.nodes().get(), deploy.place(), environment);
      look(
          "registry",
          () ->
              checks.add(
                  Check.passed(
                      "registry", "none is needed, %s loads images".formatted(nodes.require()))));
      return;
    }
    if (image == null) {
      checks.add(
          Check.failed(
              "registry",
              Problem.of("no image is named")
                  .at(deploy.place())
                  .remedy("set deploy.image to a repository that the cluster can pull from")));
      return;
    }
    look(
        "registry",
        () -> {
          BoxImage.requireReachable(image, RegistrySettings.of(environment));
          checks.add(Check.passed("registry", image.text() + " can be reached"));
        });
  }

  private void cluster(Map<String, String> environment) {
    look(
        "cluster",
        () -> {
          try (Cluster cluster = Cluster.connect(deploy, environment)) {
            checks.add(
                Check.passed(
                    "cluster",
                    "context %s is Kubernetes %s at %s"
                        .formatted(cluster.context(), cluster.kubernetes(), cluster.server())));
            inside(cluster);
          }
        });
  }

  private void inside(Cluster cluster) {
    TrafficConfig traffic = new TrafficChoice(cluster, deploy.traffic(), deploy.place()).made();
    Placement placement = Placement.of(model, deploy, cluster.namespace()).splitting(traffic);
    List<Rule> rules = Rule.neededFor(deploy.splitting(traffic), training);
    Obstacles obstacles =
        new Obstacles(cluster, new OwnObjects(cluster, placement.names()), placement, rules);
    List<Problem> namespace = obstacles.namespace().stream().toList();
    report("namespace", namespace, cluster.namespace() + " is there");
    if (!namespace.isEmpty()) {
      return;
    }
    List<Problem> permissions = obstacles.permissions();
    report("permissions", permissions, "all %d that are needed".formatted(rules.size()));
    if (permissions.isEmpty()) {
      report("traffic", obstacles.gateway(), "split " + TrafficConfig.words(placement.splitting()));
      obstacles.counted().forEach(problem -> checks.add(Check.failed("autoscaler", problem)));
      report("names", obstacles.foreign(), "nobody else has objects called " + model);
      report("pod", obstacles.pod(beside), "the API server takes deploy.pod");
    }
  }

  private void report(String what, List<Problem> problems, String otherwise) {
    if (problems.isEmpty()) {
      checks.add(Check.passed(what, otherwise));
    }
    problems.forEach(problem -> checks.add(Check.failed(what, problem)));
  }

  private void look(String what, Runnable look) {
    try {
      look.run();
    } catch (MlboxException e) {
      e.problems().forEach(problem -> checks.add(Check.failed(what, problem)));
    }
  }
}
