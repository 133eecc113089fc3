package dev.mlbox.core.config;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pod in a cluster in which a model is trained.
 *
 * @param image with what the command needs, and {@code sh}, {@code cat}, {@code sleep} and {@code
 *     tar}
 * @param patch laid over the pod's own fields, in Kubernetes' words; empty when nothing is
 */
public record TrainingPod(String image, Map<String, Object> patch) {
  public TrainingPod {
    patch = Collections.unmodifiableMap(new TreeMap<>(patch));
  }
}
