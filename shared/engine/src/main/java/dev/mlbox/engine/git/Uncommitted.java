package dev.mlbox.engine.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Repository;

/**
 * Files of a folder that its commit does not have as they are.
 *
 * @param changed tracked ones that differ, as paths below the folder
 * @param untracked those, and folders, that git neither knows nor is told to ignore
 */
public record Uncommitted(Set<String> changed, Set<String> untracked) {

  public Uncommitted {
    changed = Set.copyOf(changed);
    untracked = Set.copyOf(untracked);
  }

  /** Looks at a folder; nothing where there is no repository. */
  public static Uncommitted in(Path folder) {
    try (Repository repository = Lineage.open(folder)) {
      if (repository == null || repository.isBare()) {
        return new Uncommitted(Set.of(), Set.of());
      }
      String below = RepositoryFolder.of(folder);
      try (Git git = new Git(repository)) {
        Status status =
            below.isEmpty()
                ? git.status().call()
                : git.status().addPath(below.substring(0, below.length() - 1)).call();
        Set<String> untracked = new TreeSet<>(status.getUntracked());
        untracked.addAll(status.getUntrackedFolders());
        return new Uncommitted(
            under(below, status.getUncommittedChanges()), under(below, untracked));
      }
    } catch (IOException | GitAPIException e) {
      return new Uncommitted(Set.of(), Set.of());
    }
  }

  private static Set<String> under(String below, Set<String> paths) {
    Set<String> under = new TreeSet<>();
    for (String path : paths) {
      if (path.startsWith(below)) {
        under.add(path.substring(below.length()));
      }
    }
    return under;
  }
}
