package dev.mlbox.engine.git;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Records as a commit's tree: folder by folder, file by file. */
final class RecordTree {
  private final Repository repository;

  RecordTree(Repository repository) {
    this.repository = repository;
  }

  /** Files by name by record name; empty without a commit. */
  Map<String, Map<String, Blob>> read(@Nullable ObjectId commit) throws IOException {
    Map<String, Map<String, Blob>> records = new TreeMap<>();
    if (commit == null) {
      return records;
    }
    try (RevWalk revisions = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(revisions.parseCommit(commit).getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        String path = walk.getPathString();
        int slash = path.indexOf('/');
        if (slash > 0) {
          records
              .computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
              .put(path.substring(slash + 1), Blob.in(repository, walk.getObjectId(0)));
        }
      }
    }
    return records;
  }

  /** Writes them as the next commit; nothing refers to it yet. */
  ObjectId commit(Map<String, Map<String, Blob>> records, List<ObjectId> parents, String message)
      throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      TreeFormatter root = new TreeFormatter();
      // Git sorts folders as if their names ended with a slash.
      Map<String, Map<String, Blob>> sorted = new TreeMap<>(Comparator.comparing(n -> n + "/"));
      sorted.putAll(records);
      for (Map.Entry<String, Map<String, Blob>> record : sorted.entrySet()) {
        TreeFormatter folder = new TreeFormatter();
        for (Map.Entry<String, Blob> file : new TreeMap<>(record.getValue()).entrySet()) {
          folder.append(file.getKey(), FileMode.REGULAR_FILE, file.getValue().insert(inserter));
        }
        root.append(record.getKey(), FileMode.TREE, inserter.insert(folder));
      }
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(root));
      commit.setParentIds(parents);
      PersonIdent mlbox = new PersonIdent("mlbox", "mlbox@localhost");
      commit.setAuthor(mlbox);
      commit.setCommitter(mlbox);
      commit.setMessage(message + "\n");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }
}
