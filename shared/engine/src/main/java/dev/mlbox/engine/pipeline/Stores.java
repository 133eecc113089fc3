package dev.mlbox.engine.pipeline;

import dev.mlbox.core.port.BaselineStore;
import dev.mlbox.core.port.Looks;
import dev.mlbox.engine.git.FolderBaselineStore;
import dev.mlbox.engine.git.FolderLooks;
import dev.mlbox.engine.git.GitBaselineStore;
import dev.mlbox.engine.git.GitLooks;
import dev.mlbox.engine.git.Lineage;
import dev.mlbox.engine.project.Project;

/** Where a project keeps what later checks need: in git, or beside mlbox.yaml without it. */
final class Stores {
  private final Project project;

  Stores(Project project) {
    this.project = project;
  }

  BaselineStore baselines() {
    return isInGit()
        ? new GitBaselineStore(
            project.folder(),
            "origin",
            project.invocation().environment(),
            project.telling("baseline"))
        : new FolderBaselineStore(project.kept("baselines"), project.telling("baseline"));
  }

  /** Shared with others only where somebody counts: else a check would need the network. */
  Looks looks() {
    String remote = project.config().evaluate().reuseBudget() > 0 ? "origin" : null;
    return isInGit()
        ? new GitLooks(
            project.folder(),
            remote,
            project.invocation().environment(),
            project.telling("baseline"))
        : new FolderLooks(project.kept("looks"));
  }

  private boolean isInGit() {
    return Lineage.of(project.folder()).commit() != null;
  }
}
