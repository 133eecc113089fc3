package dev.mlbox.core.config;

import org.jspecify.annotations.Nullable;

/**
 * Where the model goes and how.
 *
 * @param target local or Kubernetes
 * @param image repository of the image, without tag; null when none is needed
 * @param base the image that the box is put on, with a Java 17 runtime (and Python, for Python
 *     models)
 * @param context the kubeconfig context that is meant; null for the current one
 * @param namespace null for the context's own
 * @param pods what boxes in a cluster are like
 * @param port of the local front
 * @param canary how the rollout goes
 * @param place where it was set
 */
public record DeployConfig(
    Target target,
    @Nullable Stated image,
    String base,
    @Nullable Stated context,
    @Nullable String namespace,
    PodsConfig pods,
    int port,
    CanaryConfig canary,
    String place) {

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
