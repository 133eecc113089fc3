package dev.mlbox.maven;

import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.Mlbox;
import org.apache.maven.plugins.annotations.Mojo;
import org.jspecify.annotations.Nullable;

/** Checks, boxes, and rolls out as a canary that reverts itself. */
@Mojo(name = "deploy", requiresProject = false, aggregator = true)
public final class DeployMojo extends MlboxMojo {

  @Override
  @Nullable RunReport perform(Mlbox mlbox) {
    if (isDryRun()) {
      DryRun.print(mlbox, Goal.DEPLOY, getLog());
      return null;
    }
    return mlbox.run(Goal.DEPLOY);
  }

  @Override
  String goal() {
    return "deploy";
  }
}
