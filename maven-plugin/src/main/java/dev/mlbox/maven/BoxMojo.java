package dev.mlbox.maven;

import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.Mlbox;
import org.apache.maven.plugins.annotations.Mojo;
import org.jspecify.annotations.Nullable;

/** Packs a checked model into something that serves. */
@Mojo(name = "box", requiresProject = false, aggregator = true)
public final class BoxMojo extends MlboxMojo {

  @Override
  @Nullable RunReport perform(Mlbox mlbox) {
    if (isDryRun()) {
      DryRun.print(mlbox, Goal.BOX, getLog());
      return null;
    }
    return mlbox.run(Goal.BOX);
  }

  @Override
  String goal() {
    return "box";
  }
}
