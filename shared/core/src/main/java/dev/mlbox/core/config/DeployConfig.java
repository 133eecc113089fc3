package dev.mlbox.core.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the model goes and how.
 *
 * @param target local or Kubernetes
 * @param image repository of the image, without tag; null when none is needed, see {@link #nodes}
 * @param signature by whom images must be signed; null when nobody needs to
 * @param base the image that the box is put on, with a Java 17 runtime (and Python, for Python
 *     models)
 * @param context the kubeconfig context that is meant; null for the current one
 * @param namespace null for the context's own
 * @param pods what boxes in a cluster are like
 * @param port of the local front
 * @param pilot who drives the rollout
 * @param traffic who gives the canary its share
 * @param canary how the rollout goes
 * @param storage what boxes keep of requests; null for nothing
 * @param place where it was set
 */
public record DeployConfig(
    Target target,
    @Nullable Stated image,
    @Nullable SignatureConfig signature,
    String base,
    @Nullable Stated context,
    @Nullable String namespace,
    PodsConfig pods,
    int port,
    Pilot pilot,
    TrafficConfig traffic,
    CanaryConfig canary,
    @Nullable StorageConfig storage,
    String place) {

  /** One whose image nobody needs to sign. */
  public DeployConfig(
      Target target,
      @Nullable Stated image,
      String base,
      @Nullable Stated context,
      @Nullable String namespace,
      PodsConfig pods,
      int port,
      Pilot pilot,
      TrafficConfig traffic,
      CanaryConfig canary,
      @Nullable StorageConfig storage,
      String place) {
    this(
        target, image, null, base, context, namespace, pods, port, pilot, traffic, canary, storage,
        place);
  }

  /** The cluster of this machine that needs no registry: its context is named, and no image is. */
  public Optional<LocalNodes> nodes() {
    return image == null && context != null ? LocalNodes.of(context.text()) : Optional.empty();
  }

  /** The same as seen from inside the cluster, which needs no kubeconfig. */
  public DeployConfig inCluster() {
    return new DeployConfig(
        target, image, signature, base, null, namespace, pods, port, pilot, traffic, canary,
        storage, place);
  }

  /** The same with requests split in another way. */
  public DeployConfig splitting(TrafficConfig other) {
    return new DeployConfig(
        target, image, signature, base, context, namespace, pods, port, pilot, other, canary,
        storage, place);
  }

  /** Who drives a rollout once it has begun. */
  public enum Pilot {
    /** The command that began it. */
    BUILD,
    /** A Job in the cluster; the command only follows, and may go. */
    CLUSTER
  }

  /** Where boxes run. */
  public enum Target {
    LOCAL,
    KUBERNETES;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
