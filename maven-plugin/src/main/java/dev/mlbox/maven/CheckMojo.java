package dev.mlbox.maven;

import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.Mlbox;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Measures the model and judges it by its gates. */
@Mojo(name = "check", requiresProject = false, aggregator = true)
public final class CheckMojo extends MlboxMojo {

  /** Prints what would be done, and does nothing. */
  @Parameter(property = "mlbox.dryRun", defaultValue = "false")
  private boolean dryRun;

  @Override
  @Nullable RunReport perform(Mlbox mlbox) {
    if (dryRun) {
      DryRun.print(mlbox, Goal.CHECK, getLog());
      return null;
    }
    return mlbox.run(Goal.CHECK);
  }

  @Override
  String goal() {
    return "check";
  }
}
