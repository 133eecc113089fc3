package dev.mlbox.engine;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.kubernetes.DryRun;
import dev.mlbox.engine.project.Project;
import java.util.Map;
import java.util.Objects;

/** The objects of a release that does not exist yet. */
final class DryObjects {
  private DryObjects() {}

  static String yaml(Project project) {
    DeployConfig deploy = project.config().deploy();
    Stated image = Objects.requireNonNull(deploy.image(), "the plan has checked deploy.image");
    Release release = new Release("version", "sha256:…", image.text() + "@sha256:…", Map.of());
    return DryRun.yaml(
        project.config().model().name(), deploy, release, project.invocation().environment());
  }
}
