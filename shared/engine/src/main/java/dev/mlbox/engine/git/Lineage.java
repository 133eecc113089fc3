package dev.mlbox.engine.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Which commit a folder is at.
 *
 * @param commit its full name; null outside a git repository or before the first commit
 * @param branch null when there is none
 * @param author of the commit
 * @param subject the first line of its message
 * @param remote the address of {@code origin} without user and password
 * @param dirty whether tracked files differ from the commit
 */
public record Lineage(
    @Nullable String commit,
    @Nullable String branch,
    @Nullable String author,
    @Nullable String subject,
    @Nullable String remote,
    boolean dirty) {

  private static final Lineage NONE = new Lineage(null, null, null, null, null, false);

  /** Looks at a folder; one without git has none. */
  public static Lineage of(Path folder) {
    try (Repository repository = open(folder)) {
      if (repository == null) {
        return NONE;
      }
      ObjectId head = repository.resolve("HEAD");
      if (head == null) {
        return NONE;
      }
      try (RevWalk walk = new RevWalk(repository);
          Git git = new Git(repository)) {
        RevCommit commit = walk.parseCommit(head);
        String url = repository.getConfig().getString("remote", "origin", "url");
        return new Lineage(
            commit.getName(),
            branch(repository),
            commit.getAuthorIdent().getName(),
            commit.getShortMessage(),
            url == null ? null : GitAccess.shown(url),
            git.status().call().hasUncommittedChanges());
      }
    } catch (IOException | GitAPIException e) {
      return NONE;
    }
  }

  /** The commit that a ref names; empty when there is none. */
  public static Optional<String> commitOf(Path folder, String ref) {
    try (Repository repository = open(folder)) {
      ObjectId commit = repository == null ? null : repository.resolve(ref + "^{commit}");
      return Optional.ofNullable(commit).map(ObjectId::getName);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Jenkins and others check out commits, not branches: then there is none. */
  private static @Nullable String branch(Repository repository) throws IOException {
    String full = repository.getFullBranch();
    return full != null && full.startsWith(Constants.R_HEADS)
        ? Repository.shortenRefName(full)
        : null;
  }

  /** The repository that a folder is in; null when it is in none. */
  static @Nullable Repository open(Path folder) throws IOException {
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile());
    File directory = builder.getGitDir();
    return directory == null ? null : builder.build();
  }

  /** What is known, by name. */
  public Map<String, String> toMap() {
    Map<String, String> known = new TreeMap<>();
    put(known, "commit", commit);
    put(known, "branch", branch);
    put(known, "author", author);
    put(known, "subject", subject);
    put(known, "repository", remote);
    if (commit != null) {
      known.put("uncommitted changes", dirty ? "yes" : "no");
    }
    return known;
  }

  private static void put(Map<String, String> known, String name, @Nullable String value) {
    if (value != null) {
      known.put(name, value);
    }
  }
}
