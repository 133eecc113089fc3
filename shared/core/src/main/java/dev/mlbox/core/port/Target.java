package dev.mlbox.core.port;

/**
 * A place where models are served, by its five sides.
 *
 * @param workloads the boxes
 * @param metrics what they count
 * @param memory the rollout's state and the lease
 * @param prober asks one version directly
 * @param probes what versions were asked
 */
public record Target(
    Workloads workloads,
    MetricSource metrics,
    RolloutMemory memory,
    Prober prober,
    ProbeMemory probes) {}
