package dev.mlbox.engine.ground;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.engine.project.Project;

/** The ground that the configuration names. */
public final class Grounds {
  private Grounds() {}

  public static Ground open(Project project) {
    return open(project, new WallClock());
  }

  public static Ground open(Project project, WallClock clock) {
    return project.config().deploy().target() == DeployConfig.Target.LOCAL
        ? new LocalGround(project)
        : new ClusterGround(project, clock);
  }
}
