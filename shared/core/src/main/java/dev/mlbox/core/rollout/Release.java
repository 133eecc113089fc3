package dev.mlbox.core.rollout;

import java.util.Map;

/**
 * A version of a model that can be served.
 *
 * @param version its name: the first ten hex digits of a digest over box and settings
 * @param model digest of the model's bytes, as {@code sha256:…}
 * @param box what boxes are started from: an image by digest, or a folder of a local target
 * @param facts what is known of it, for people: commit, author, metrics
 */
public record Release(String version, String model, String box, Map<String, String> facts) {
  public Release {
    facts = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(facts));
  }
}
