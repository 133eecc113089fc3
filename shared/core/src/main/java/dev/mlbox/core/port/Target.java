package dev.mlbox.core.port;

import dev.mlbox.core.rollout.Route;

/**
 * A place where models are served, by its six sides.
 *
 * @param workloads the boxes
 * @param metrics what they count
 * @param memory the rollout's state and the lease
 * @param prober asks one version directly
 * @param probes what versions were asked
 * @param splitter leads requests to two versions
 */
public record Target(
    Workloads workloads,
    MetricSource metrics,
    RolloutMemory memory,
    Prober prober,
    ProbeMemory probes,
    TrafficSplitter splitter) {

  /** One whose boxes split. */
  public Target(
      Workloads workloads,
      MetricSource metrics,
      RolloutMemory memory,
      Prober prober,
      ProbeMemory probes) {
    this(workloads, metrics, memory, prober, probes, new BoxSplitter(memory));
  }

  /** Lets one version, and no other, take all requests. */
  public void serveOnly(Route route) {
    workloads.serve(route);
    splitter.split(TrafficSplitter.Split.only(route));
  }
}
