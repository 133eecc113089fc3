package dev.mlbox.engine.git;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.Looks;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Looks in a folder: one empty file for each, so that writers at the same time add up. */
public final class FolderLooks implements Looks {
  private final Path root;

  public FolderLooks(Path root) {
    this.root = root;
  }

  @Override
  public int look(String model, Digest data, Digest candidate) {
    Path folder = root.resolve(model);
    try {
      Files.createDirectories(folder);
      mark(folder.resolve(LookName.of(data, candidate)));
      try (Stream<Path> marks = Files.list(folder)) {
        return (int)
            marks.filter(mark -> LookName.isOf(data, String.valueOf(mark.getFileName()))).count();
      }
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("looks at the data cannot be counted: " + e).at(folder.toString()), e);
    }
  }

  private static void mark(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      // The same candidate again is no new look.
    }
  }
}
