package dev.mlbox.maven;

import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.Mlbox;
import dev.mlbox.engine.narration.Narrator;
import org.apache.maven.plugins.annotations.Mojo;
import org.jspecify.annotations.Nullable;

/** Says which version serves, how it is, and where a rollout stands. */
@Mojo(name = "status", requiresProject = false, aggregator = true)
public final class StatusMojo extends MlboxMojo {

  @Override
  @Nullable RunReport perform(Mlbox mlbox) {
    mlbox.status().lines().forEach(line -> getLog().info(Narrator.line(line.name(), line.what())));
    return null;
  }

  @Override
  String goal() {
    return "status";
  }
}
