package dev.mlbox.engine.git;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;

/** The line of commits that one ref names; it moves by compare-and-set, and only forward. */
final class BaselineLine {
  private final Repository repository;
  private final String ref;
  private final RecordTree tree;

  BaselineLine(Repository repository, String ref) {
    this.repository = repository;
    this.ref = ref;
    this.tree = new RecordTree(repository);
  }

  /** Its last commit; null before the first. */
  @Nullable ObjectId head() throws IOException {
    return repository.resolve(ref);
  }

  /** Files by name by record name. */
  Map<String, Map<String, Blob>> records() throws IOException {
    return tree.read(head());
  }

  /**
   * Adds a commit.
   *
   * @return whether nobody else did since {@code before} was the last one
   */
  boolean add(Map<String, Map<String, Blob>> records, @Nullable ObjectId before, String why)
      throws IOException {
    return move(before, tree.commit(records, before == null ? List.of() : List.of(before), why));
  }

  /**
   * Takes in what another repository has. What both wrote is there afterwards, what one of them
   * removed is not.
   *
   * @param theirs their last commit, whose objects are here
   * @return whether nobody else moved the line meanwhile
   */
  boolean takeIn(ObjectId theirs) throws IOException {
    ObjectId ours = head();
    if (ours == null) {
      return move(null, theirs);
    }
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit here = walk.parseCommit(ours);
      RevCommit there = walk.parseCommit(theirs);
      if (walk.isMergedInto(there, here)) {
        return true;
      }
      if (walk.isMergedInto(here, there)) {
        return move(ours, theirs);
      }
      ObjectId both =
          tree.commit(
              merged(tree.read(base(here, there)), tree.read(ours), tree.read(theirs)),
              List.of(ours, theirs),
              "Keep what both have");
      return move(ours, both);
    }
  }

  private @Nullable ObjectId base(RevCommit here, RevCommit there) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(List.of(walk.parseCommit(here), walk.parseCommit(there)));
      return walk.next();
    }
  }

  private static Map<String, Map<String, Blob>> merged(
      Map<String, Map<String, Blob>> base,
      Map<String, Map<String, Blob>> ours,
      Map<String, Map<String, Blob>> theirs) {
    Map<String, Map<String, Blob>> all = new TreeMap<>(theirs);
    ours.forEach(
        (name, files) -> {
          // Of two that were changed here and there either is as good: they are of the same model
          // and the same rows.
          if (!files.equals(base.get(name))) {
            all.put(name, files);
          }
        });
    base.forEach(
        (name, files) -> {
          if (!ours.containsKey(name) && files.equals(theirs.get(name))) {
            all.remove(name);
          }
        });
    return all;
  }

  private boolean move(@Nullable ObjectId from, ObjectId to) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setExpectedOldObjectId(Objects.requireNonNullElse(from, ObjectId.zeroId()));
    update.setNewObjectId(to);
    update.setForceUpdate(true);
    RefUpdate.Result result = update.update();
    return result == RefUpdate.Result.NEW
        || result == RefUpdate.Result.FAST_FORWARD
        || result == RefUpdate.Result.FORCED
        || result == RefUpdate.Result.NO_CHANGE;
  }
}
