package dev.mlbox.core.config;

import dev.mlbox.core.rollout.Busy;
import dev.mlbox.core.rollout.Replicas;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What boxes in a cluster are like.
 *
 * @param replicas how many boxes the stable version has
 * @param busy how busy the autoscaler of a range of replicas keeps boxes
 * @param resources of one box
 * @param patch laid over the pod's own fields, in Kubernetes' words; empty when nothing is
 * @param guard whom they let ask what
 */
public record PodsConfig(
    Replicas replicas, Busy busy, Resources resources, Map<String, Object> patch, Guard guard) {

  /** Without any limit on whom they speak to. */
  public PodsConfig(Replicas replicas, Busy busy, Resources resources, Map<String, Object> patch) {
    this(replicas, busy, resources, patch, Guard.NONE);
  }

  public PodsConfig {
    patch = Collections.unmodifiableMap(new TreeMap<>(patch));
  }

  /**
   * Whom boxes let ask what.
   *
   * @param networkPolicy whether what they may be asked and ask is limited by the network
   * @param token whether boxes and pilots show each other one
   * @param metricsSecret the Secret with the token of whoever reads metrics; null: everybody may
   */
  public record Guard(boolean networkPolicy, boolean token, @Nullable String metricsSecret) {
    /** Everybody may ask everything. */
    public static final Guard NONE = new Guard(false, false, null);
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
