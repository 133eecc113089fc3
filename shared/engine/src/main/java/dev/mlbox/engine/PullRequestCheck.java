package dev.mlbox.engine;

import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.ground.WallClock;
import dev.mlbox.engine.project.Invocation;
import dev.mlbox.engine.review.Reviewer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A check whose finding the pull request shows, whatever came of it. */
public final class PullRequestCheck {
  private PullRequestCheck() {}

  /** Whether this build is of a pull request. */
  public static boolean isDue(Map<String, String> environment) {
    return Reviewer.isPullRequest(environment);
  }

  /**
   * Checks, and tells the pull request; that it could not be told changes nothing.
   *
   * @param address of the pull request; null to find it in the environment
   * @throws MlboxException as the check by itself does, after telling why
   */
  public static RunReport run(Invocation invocation, @Nullable String address) {
    Reviewer reviewer = Reviewer.of(invocation, new WallClock(), address);
    Mlbox mlbox = open(address == null ? invocation : invocation.ofPullRequest(address), reviewer);
    try {
      RunReport report = mlbox.run(Goal.CHECK);
      reviewer.tell(mlbox.model(), report);
      return report;
    } catch (MlboxException e) {
      reviewer.tell(mlbox.model(), e.problems(), true);
      throw e;
    }
  }

  private static Mlbox open(Invocation invocation, Reviewer reviewer) {
    try {
      return Mlbox.open(invocation);
    } catch (MlboxException e) {
      reviewer.tell(String.valueOf(invocation.file().getFileName()), e.problems(), false);
      throw e;
    }
  }
}
