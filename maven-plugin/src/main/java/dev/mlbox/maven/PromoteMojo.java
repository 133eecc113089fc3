package dev.mlbox.maven;

import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.Mlbox;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Promotes the canary now, whatever has been shown of it. */
@Mojo(name = "promote", requiresProject = false, aggregator = true)
public final class PromoteMojo extends MlboxMojo {

  /** Why; goes into the history. */
  @Parameter(property = "mlbox.reason", required = true)
  private String reason = "";

  @Override
  @Nullable RunReport perform(Mlbox mlbox) {
    return mlbox.promote(reason);
  }

  @Override
  String goal() {
    return "promote";
  }
}
