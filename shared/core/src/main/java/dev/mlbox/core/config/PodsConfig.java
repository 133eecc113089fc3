package dev.mlbox.core.config;

import dev.mlbox.core.rollout.Replicas;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What boxes in a cluster are like.
 *
 * @param replicas how many boxes the stable version has
 * @param busy how busy the autoscaler keeps boxes: the share of the requested processor time that
 *     they use, above 0 and at most 1
 * @param resources of one box
 * @param patch laid over the pod's own fields, in Kubernetes' words; empty when nothing is
 */
public record PodsConfig(
    Replicas replicas, double busy, Resources resources, Map<String, Object> patch) {

  public PodsConfig {
    patch = Collections.unmodifiableMap(new TreeMap<>(patch));
  }

  /**
   * Of one box, in Kubernetes' own notation.
   *
   * @param cpu requested
   * @param memory requested and the limit
   * @param devices requested and the limit, by name, such as {@code nvidia.com/gpu}
   * @param workers processes of a Python model; 0 for as many as there are cores
   */
  public record Resources(String cpu, String memory, Map<String, String> devices, int workers) {
    public Resources {
      devices = Collections.unmodifiableMap(new TreeMap<>(devices));
    }

    /** With as many workers as cores. */
    public Resources(String cpu, String memory, Map<String, String> devices) {
      this(cpu, memory, devices, 0);
    }
  }
}
