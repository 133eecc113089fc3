package dev.mlbox.engine.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/**
 * The last commit that a branch has in common with the one that it goes to: what a pull request is
 * to be compared with.
 *
 * @param folder in the repository
 * @param commit its full name
 */
public record MergeBase(Path folder, String commit) {
  /** Where builds are told the branch that a pull request goes to. */
  private static final List<String> TOLD =
      List.of("CHANGE_TARGET", "GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME");

  private static final List<String> USUAL =
      List.of("refs/remotes/origin/HEAD", "origin/main", "origin/master", "main", "master");

  /** As people are shown it. */
  public String brief() {
    return commit.substring(0, 10);
  }

  /** The branch that a build is told its change goes to; empty when it is told none. */
  public static Optional<String> target(Map<String, String> environment) {
    return TOLD.stream()
        .map(environment::get)
        .filter(name -> name != null && !name.isEmpty())
        .map(String::valueOf)
        .findFirst();
  }

  private static Stream<String> branches(String told) {
    return Stream.of("origin/" + told, told);
  }

  /**
   * The branch that a change goes to, when it is not here: a checkout of one branch alone, or a
   * shallow one, does not have it.
   */
  public static Optional<String> unfetched(Path folder, Map<String, String> environment) {
    Optional<String> told = target(environment);
    try (Repository repository = Lineage.open(folder)) {
      if (repository == null || told.isEmpty()) {
        return Optional.empty();
      }
      for (String branch : branches(told.get()).toList()) {
        if (repository.resolve(branch) != null) {
          return Optional.empty();
        }
      }
      return told;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Finds it; empty where there is no such branch, or nothing in common. A change that goes to a
   * branch is compared with no other one.
   */
  public static Optional<MergeBase> of(Path folder, Map<String, String> environment) {
    try (Repository repository = Lineage.open(folder)) {
      ObjectId head = repository == null ? null : repository.resolve("HEAD");
      if (repository == null || head == null) {
        return Optional.empty();
      }
      Stream<String> branches =
          target(environment).map(MergeBase::branches).orElseGet(USUAL::stream);
      for (String branch : branches.toList()) {
        ObjectId target = repository.resolve(branch);
        if (target != null) {
          return common(repository, head, target).map(each -> new MergeBase(folder, each.name()));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<RevCommit> common(Repository repository, ObjectId head, ObjectId target)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(List.of(walk.parseCommit(head), walk.parseCommit(target)));
      return Optional.ofNullable(walk.next());
    }
  }

  /** Whether it is a commit or comes after it; not if the commit is not here. */
  public boolean includes(String earlier) {
    try (Repository repository = Lineage.open(folder)) {
      if (repository == null) {
        return false;
      }
      try (RevWalk walk = new RevWalk(repository)) {
        return walk.isMergedInto(
            walk.parseCommit(ObjectId.fromString(earlier)),
            walk.parseCommit(ObjectId.fromString(commit)));
      }
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
