package dev.mlbox.engine.git;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;

/** Where a folder is in its repository. */
public final class RepositoryFolder {
  private RepositoryFolder() {}

  /** With slashes, one at the end, such as {@code models/flights/}; empty at the root. */
  public static String of(Path folder) {
    try (Repository repository = Lineage.open(folder)) {
      if (repository == null || repository.isBare()) {
        return "";
      }
      Path root = repository.getWorkTree().toPath().toRealPath();
      Path below = root.relativize(folder.toRealPath());
      String path = below.toString().replace('\\', '/');
      return path.isEmpty() || path.startsWith("..") ? "" : path + "/";
    } catch (IOException e) {
      return "";
    }
  }
}
