package dev.mlbox.engine;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.LocalNodes;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.kubernetes.DryRun;
import dev.mlbox.engine.project.Project;
import java.util.Map;

/** The objects of a release that does not exist yet. */
final class DryObjects {
  private DryObjects() {}

  static String yaml(Project project) {
    DeployConfig deploy = project.config().deploy();
    Stated image = deploy.image();
    String model = project.config().model().name();
    String box = image == null ? LocalNodes.REPOSITORY + model + ":…" : image.text() + "@sha256:…";
    Release release = new Release("version", "sha256:…", box, Map.of());
    return DryRun.yaml(model, deploy, release, project.invocation().environment());
  }
}
