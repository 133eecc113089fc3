package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.rollout.Release;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/** What a version is called in a cluster. */
public final class BoxVersion {
  private static final String UNNAMED = "version";

  private BoxVersion() {}

  /**
   * The first ten hex digits of a digest over the image and the pods' settings, but not over how
   * many pods there are.
   *
   * @param image by digest
   */
  public static String of(String model, String image, DeployConfig deploy) {
    Placement placement = Placement.of(model, deploy, "namespace");
    Release unnamed = new Release(UNNAMED, "", image, Map.of());
    var template = new BoxPods(placement, unnamed).deployment().getSpec().getTemplate();
    return Digest.of(Serialization.asYaml(template)).brief();
  }
}
