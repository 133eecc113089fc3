package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.port.BaselineStore;
import dev.mlbox.core.port.Looks;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.git.FolderBaselineStore;
import dev.mlbox.engine.git.FolderLooks;
import dev.mlbox.engine.git.GitBaselineStore;
import dev.mlbox.engine.git.GitLooks;
import dev.mlbox.engine.git.Lineage;
import dev.mlbox.engine.git.S3BaselineStore;
import dev.mlbox.engine.git.S3Bucket;
import dev.mlbox.engine.git.S3Looks;
import dev.mlbox.engine.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a project keeps what later checks need: in git, or beside mlbox.yaml without it. */
final class Stores {
  private final Project project;

  Stores(Project project) {
    this.project = project;
  }

  BaselineStore baselines() {
    return baselines("origin");
  }

  /** As they are on this machine. */
  BaselineStore known() {
    return baselines(null);
  }

  private BaselineStore baselines(@Nullable String remote) {
    Stated bucket = project.config().baseline().bucket();
    if (bucket != null) {
      return new S3BaselineStore(open(bucket), project.telling("baseline"));
    }
    if (isInGit()) {
      return new GitBaselineStore(
          project.folder(),
          remote,
          project.invocation().environment(),
          project.telling("baseline"));
    }
    Optional<Path> named = folder();
    return new FolderBaselineStore(
        named.orElseGet(() -> project.kept("baselines")),
        named.isPresent(),
        project.telling("baseline"));
  }

  /** Shared with others only where somebody counts: else a check would need the network. */
  Looks looks() {
    Stated bucket = project.config().baseline().bucket();
    if (bucket != null) {
      return new S3Looks(open(bucket));
    }
    String remote = project.config().evaluate().reuseBudget() > 0 ? "origin" : null;
    return isInGit()
        ? new GitLooks(
            project.folder(),
            remote,
            project.invocation().environment(),
            project.telling("baseline"))
        : new FolderLooks(
            folder().map(each -> each.resolve(".looks")).orElseGet(() -> project.kept("looks")));
  }

  private S3Bucket open(Stated bucket) {
    return S3Bucket.open(bucket, project.invocation().environment());
  }

  private boolean isInGit() {
    return project.config().baseline().folder() == null
        && Lineage.of(project.folder()).commit() != null;
  }

  /** The folder that the user names; it is not made, since an absent one may be a lost share. */
  private Optional<Path> folder() {
    Stated named = project.config().baseline().folder();
    if (named == null) {
      return Optional.empty();
    }
    Path folder = project.folder().resolve(named.text());
    if (!Files.isDirectory(folder)) {
      throw MlboxException.invalid(
          Problem.of(
                  "the folder %s, where evaluations are kept, is not there".formatted(named.text()))
              .at(named.place())
              .expected("a folder; a share has to be mounted")
              .remedy("make it once, before the first evaluation: " + folder));
    }
    return Optional.of(folder);
  }
}
