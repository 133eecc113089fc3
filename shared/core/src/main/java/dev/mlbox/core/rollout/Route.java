package dev.mlbox.core.rollout;

/**
 * Where a version answers.
 *
 * @param version the version's name, as boxes say it in {@code mlbox-version}
 * @param address {@code host:port} of its serving port: a Service in a cluster, a process locally
 */
public record Route(String version, String address) {}
