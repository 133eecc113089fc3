package dev.mlbox.maven;

import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.Mlbox;
import dev.mlbox.engine.PullRequestCheck;
import dev.mlbox.engine.project.Invocation;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Measures the model and judges it by its gates. */
@Mojo(name = "check", requiresProject = false, aggregator = true)
public final class CheckMojo extends MlboxMojo {

  /**
   * Whether a pull request is told what was found: true, where the build is of one; false; or the
   * pull request's web address.
   */
  @Parameter(property = "mlbox.pr", defaultValue = "true")
  private String pr = "true";

  @Override
  @Nullable RunReport perform(Invocation invocation) {
    boolean found = PullRequestCheck.isDue(invocation.environment());
    boolean named = !pr.equals("true") && !pr.equals("false");
    if (isDryRun() || pr.equals("false") || (!named && !found)) {
      return perform(Mlbox.open(invocation));
    }
    return PullRequestCheck.run(invocation, named ? pr : null);
  }

  @Override
  @Nullable RunReport perform(Mlbox mlbox) {
    if (isDryRun()) {
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
