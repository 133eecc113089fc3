package dev.mlbox.maven;

import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.Mlbox;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Checks, boxes, and rolls out as a canary that reverts itself. */
@Mojo(name = "deploy", requiresProject = false, aggregator = true)
public final class DeployMojo extends MlboxMojo {

  /** Prints what would be done, and does nothing. */
  @Parameter(property = "mlbox.dryRun", defaultValue = "false")
  private boolean dryRun;

  @Override
  @Nullable RunReport perform(Mlbox mlbox) {
    if (dryRun) {
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
