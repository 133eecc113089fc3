package dev.mlbox.maven;

import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.Mlbox;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Promotes a proven canary that waits for a person; with a reason, any canary, now. */
@Mojo(name = "promote", requiresProject = false, aggregator = true)
public final class PromoteMojo extends MlboxMojo {

  /** Why a canary that is not proven is promoted; goes into the history. */
  @Parameter(property = "mlbox.reason")
  private @Nullable String reason;

  @Override
  @Nullable RunReport perform(Mlbox mlbox) {
    return mlbox.promote(reason);
  }

  @Override
  boolean canSayBefore() {
    return false;
  }

  @Override
  String goal() {
    return "promote";
  }
}
