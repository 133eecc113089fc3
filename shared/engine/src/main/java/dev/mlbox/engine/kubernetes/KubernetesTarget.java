package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.port.Sleeper;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.metric.OwnMetricReader;
import dev.mlbox.engine.probe.HttpProber;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model's place in a cluster. */
public final class KubernetesTarget implements AutoCloseable {
  private final Cluster cluster;
  private final Names names;
  private final ClusterEvents events;
  private final Target target;
  private final Obstacles obstacles;
  private final Pilots pilots;

  private KubernetesTarget(
      Cluster cluster,
      Placement placement,
      List<Rule> rules,
      Patience patience,
      Sleeper time,
      OwnMetricReader metrics) {
    this.cluster = cluster;
    this.names = placement.names();
    BoxObjects objects = new BoxObjects(placement);
    OwnObjects own = new OwnObjects(cluster, placement.names());
    Pods pods = new Pods(cluster, placement.names());
    PodHttp http = new PodHttp(cluster);
    this.events = new ClusterEvents(cluster, placement.names());
    this.target =
        new Target(
            new KubernetesWorkloads(cluster, placement, patience),
            new PodMetrics(pods, http, metrics),
            new KubernetesMemory(cluster, own, objects, events, time),
            new HttpProber(new PodExchange(pods, http)),
            new KubernetesProbes(cluster, placement.names()));
    this.obstacles =
        new Obstacles(cluster, own, objects, rules, new PodRehearsal(cluster, placement));
    this.pilots = new Pilots(cluster, placement);
  }

  /**
   * Connects.
   *
   * @param environment for {@code KUBECONFIG}
   * @param time how long a trouble may last is measured with it
   * @throws MlboxException INVALID when the configuration names no cluster that there is, BROKEN
   *     when it does not answer
   */
  public static KubernetesTarget open(
      String model, DeployConfig deploy, Map<String, String> environment, Sleeper time) {
    Kubeconfig kubeconfig = Kubeconfig.read(deploy, environment);
    Placement placement = Placement.of(model, deploy, kubeconfig.namespace());
    return new KubernetesTarget(
        Cluster.connect(deploy, environment),
        placement,
        Rule.neededFor(deploy),
        new Patience(time::now, deploy.canary().rules().ready()),
        time,
        new OwnMetricReader(environment));
  }

  /** Core's five sides of it. */
  public Target target() {
    return target;
  }

  /**
   * Starts a Job that drives a rollout which was begun.
   *
   * @param from who has begun it
   * @param settings what it needs of mlbox.yaml, as JSON
   * @param secrets variables of the pilot, each with the Secret that holds it under its name
   */
  public void startPilot(
      Release release, Holder from, String settings, Map<String, String> secrets) {
    pilots.start(release, from, settings, secrets);
  }

  /** Such as {@code context prod, namespace ml}. */
  public String place() {
    return cluster.place();
  }

  /** The command that removes the model from the cluster. */
  public String removal() {
    return names.removal(cluster.namespace());
  }

  /**
   * Makes sure, before anything is made, that all of it can be made.
   *
   * @param beside a server of the user's own in each box's pod; null when there is none
   * @throws MlboxException INVALID with every missing permission and everything that is in the way
   */
  public void requireUsable(Release.@Nullable Beside beside) {
    List<Problem> problems = obstacles.all(beside);
    if (!problems.isEmpty()) {
      throw new MlboxException(Fault.INVALID, problems, null);
    }
  }

  @Override
  public void close() {
    events.close();
    cluster.close();
  }
}
