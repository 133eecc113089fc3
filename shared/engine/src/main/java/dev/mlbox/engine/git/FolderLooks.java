package dev.mlbox.engine.git;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.Looks;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks in a folder: one empty file for each, so that writers at the same time add up; their times
 * are those of the looks.
 */
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
      String name = LookName.of(data, candidate);
      mark(folder.resolve(name));
      Map<String, FileTime> times = new HashMap<>();
      try (DirectoryStream<Path> marks = Files.newDirectoryStream(folder)) {
        for (Path mark : marks) {
          times.put(String.valueOf(mark.getFileName()), Files.getLastModifiedTime(mark));
        }
      }
      return LookName.place(name, data, times);
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("looks at the data cannot be counted: " + e).at(folder.toString()), e);
    }
  }

  private static void mark(Path file) throws IOException {
    try {
      Files.createFile(file);
      // Finer than many file systems' own.
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (FileAlreadyExistsException e) {
      // The same candidate again is no new look.
    }
  }
}
