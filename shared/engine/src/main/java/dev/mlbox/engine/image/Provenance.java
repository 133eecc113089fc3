package dev.mlbox.engine.image;

import dev.mlbox.core.model.BoxManifest;
import java.util.Map;
import java.util.TreeMap;

/** What is known of a model's origin, as the labels that registries and scanners read. */
final class Provenance {
  private static final String OCI = "org.opencontainers.image.";
  private static final String OURS = "dev.mlbox.";

  /** Facts that have a label of their own in the OCI image specification 1.1. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "commit", OCI + "revision",
          "source", OCI + "source",
          "remote", OCI + "source",
          "repository", OCI + "source",
          "author", OCI + "authors");

  /** When an image was made would make every image another one. */
  private static final String CREATED = "1970-01-01T00:00:00Z";

  private Provenance() {}

  static Map<String, String> labels(BoxManifest manifest) {
    Map<String, String> labels = new TreeMap<>();
    manifest
        .provenance()
        .forEach((fact, value) -> labels.put(KNOWN.getOrDefault(fact, OURS + fact), value));
    labels.put(OCI + "title", manifest.model());
    labels.put(OCI + "created", CREATED);
    labels.put(OURS + "model", manifest.model());
    labels.put(OURS + "model.digest", manifest.digest());
    return labels;
  }
}
