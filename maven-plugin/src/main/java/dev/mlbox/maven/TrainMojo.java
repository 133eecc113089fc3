package dev.mlbox.maven;

import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.Mlbox;
import org.apache.maven.plugins.annotations.Mojo;
import org.jspecify.annotations.Nullable;

/** Trains or loads the model, if its inputs changed. */
@Mojo(name = "train", requiresProject = false, aggregator = true)
public final class TrainMojo extends MlboxMojo {

  @Override
  @Nullable RunReport perform(Mlbox mlbox) {
    if (isDryRun()) {
      DryRun.print(mlbox, Goal.TRAIN, getLog());
      return null;
    }
    return mlbox.run(Goal.TRAIN);
  }

  @Override
  String goal() {
    return "train";
  }
}
