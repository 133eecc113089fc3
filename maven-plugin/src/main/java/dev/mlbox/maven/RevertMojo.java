package dev.mlbox.maven;

import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.Mlbox;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Ends the canary; without one, goes back to an earlier promoted version. */
@Mojo(name = "revert", requiresProject = false, aggregator = true)
public final class RevertMojo extends MlboxMojo {

  /** Which version; by default the one before the present one. */
  @Parameter(property = "mlbox.version")
  private @Nullable String version;

  /** Why; goes into the history. */
  @Parameter(property = "mlbox.reason", defaultValue = "reverted by hand")
  private String reason = "";

  @Override
  @Nullable RunReport perform(Mlbox mlbox) {
    return mlbox.revert(version, reason);
  }

  @Override
  boolean canSayBefore() {
    return false;
  }

  @Override
  String goal() {
    return "revert";
  }
}
