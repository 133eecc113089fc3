package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.TrafficConfig;
import dev.mlbox.core.port.BoxSplitter;
import dev.mlbox.core.port.RolloutMemory;
import dev.mlbox.core.port.Sleeper;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.port.TrafficSplitter;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.live.KeptSamples;
import dev.mlbox.engine.metric.OwnMetricReader;
import dev.mlbox.engine.probe.HttpProber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model's place in a cluster. */
public final class KubernetesTarget implements AutoCloseable {
  private final Cluster cluster;
  private final Names names;
  private final ClusterEvents events;
  private final Target target;
  private final Obstacles obstacles;
  private final Pilots pilots;
  private final @Nullable KeptSamples samples;

  private KubernetesTarget(
      Cluster cluster,
      Placement placement,
      List<Rule> rules,
      Patience patience,
      Sleeper time,
      Map<String, String> environment) {
    this.cluster = cluster;
    this.names = placement.names();
    BoxObjects objects = new BoxObjects(placement);
    OwnObjects own = new OwnObjects(cluster, placement.names());
    Pods pods = new Pods(cluster, placement.names());
    PodHttp http = new PodHttp(cluster, new ShownTokens(cluster, environment));
    this.events = new ClusterEvents(cluster, placement.names());
    RolloutMemory memory = new KubernetesMemory(cluster, own, objects, events, time);
    this.target =
        new Target(
            new KubernetesWorkloads(cluster, placement, patience, pods, http),
            new PodMetrics(pods, http, new OwnMetricReader(environment)),
            memory,
            new HttpProber(new PodExchange(pods, http)),
            new KubernetesProbes(cluster, placement.names()),
            splitter(cluster, placement, memory));
    this.obstacles = new Obstacles(cluster, own, placement, rules);
    this.pilots = new Pilots(cluster, placement);
    this.samples =
        placement.volume().map(volume -> new PodSamples(cluster, pods, volume, own)).orElse(null);
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
    Cluster cluster = Cluster.connect(deploy, environment);
    try {
      TrafficConfig traffic = new TrafficChoice(cluster, deploy.traffic(), deploy.place()).made();
      return new KubernetesTarget(
          cluster,
          placement.splitting(traffic),
          Rule.neededFor(deploy.splitting(traffic)),
          new Patience(time::now, deploy.canary().rules().ready()),
          time,
          environment);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static TrafficSplitter splitter(
      Cluster cluster, Placement placement, RolloutMemory memory) {
    OwnObjects own = new OwnObjects(cluster, placement.names());
    return switch (placement.splitting()) {
      case BOX -> new BoxSplitter(memory);
      case GATEWAY -> new GatewayApiSplitter(cluster, own, new TrafficObjects(placement));
      case ISTIO -> new IstioSplitter(own, new TrafficObjects(placement));
      case NGINX -> new NginxSplitter(cluster, own, new IngressObjects(placement));
      case REPLICAS ->
          new ReplicaSplitter(
              own, new BoxObjects(placement), new Pods(cluster, placement.names()), memory);
    };
  }

  /** Core's six sides of it. */
  public Target target() {
    return target;
  }

  /** What boxes have kept; empty when they keep nothing. */
  public Optional<KeptSamples> samples() {
    return Optional.ofNullable(samples);
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
