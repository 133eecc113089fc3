package dev.mlbox.engine.load;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Takes files and folders out of commits, into a cache by their content. */
final class GitFiles {
  private final Repository repository;
  private final Path kept;

  GitFiles(Repository repository, CacheFolder cache) {
    this.repository = repository;
    this.kept = cache.path().resolve("git-files");
  }

  /** The file or folder at a path from the root; empty when the commit has none. */
  Optional<Path> extract(ObjectId commit, String path) throws IOException {
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk found =
            TreeWalk.forPath(repository, path, commits.parseCommit(commit).getTree())) {
      if (found == null || found.getFileMode(0).getObjectType() == FileMode.TYPE_MISSING) {
        return Optional.empty();
      }
      FileMode mode = found.getFileMode(0);
      ObjectId content = found.getObjectId(0);
      Path target = kept.resolve(content.name()).resolve(found.getNameString());
      if (!Files.exists(target)) {
        write(mode, content, target);
      }
      return Optional.of(target);
    }
  }

  private void write(FileMode mode, ObjectId content, Path target) throws IOException {
    Files.createDirectories(kept);
    Path temporary = Files.createTempDirectory(kept, "part");
    Path model = temporary.resolve(String.valueOf(target.getFileName()));
    if (mode == FileMode.TREE) {
      tree(content, model);
    } else {
      blob(content, model);
    }
    try {
      Files.move(temporary, target.getParent(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Somebody else wrote the same bytes in the meantime, or the same bytes have two names.
      Files.createDirectories(target.getParent());
      if (!Files.exists(target)) {
        Files.move(model, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private void tree(ObjectId tree, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      while (walk.next()) {
        if (walk.getFileMode(0) == FileMode.REGULAR_FILE
            || walk.getFileMode(0) == FileMode.EXECUTABLE_FILE) {
          Path file = folder.resolve(walk.getPathString());
          Files.createDirectories(file.getParent());
          blob(walk.getObjectId(0), file);
        }
      }
    }
  }

  private void blob(ObjectId content, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      repository.open(content).copyTo(out);
    }
  }
}
