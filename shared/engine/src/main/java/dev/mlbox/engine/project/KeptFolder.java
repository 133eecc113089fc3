package dev.mlbox.engine.project;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder in which mlbox keeps boxes, reports, and the local target's processes with their
 * token. None of that belongs into a commit, so whoever makes the folder has git ignore it.
 *
 * @param path {@code .mlbox} beside mlbox.yaml
 */
public record KeptFolder(Path path) {

  /** That of a project's folder, whether it is there yet or not. */
  public static KeptFolder in(Path folder) {
    return new KeptFolder(folder.resolve(Project.KEPT));
  }

  /**
   * Makes it when it is missing, and has git ignore it; a {@code .gitignore} that is there stays as
   * it is.
   *
   * @throws MlboxException BROKEN when it cannot be written
   */
  public Path make() {
    try {
      Files.createDirectories(path);
      Path ignore = path.resolve(".gitignore");
      if (Files.notExists(ignore)) {
        Files.writeString(ignore, "*\n");
      }
      return path;
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /**
   * Makes a folder in it, and looks whether it can be written.
   *
   * @throws MlboxException BROKEN when it cannot
   */
  public Path require(String name) {
    Path folder = make().resolve(name);
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".", ".new"));
      return folder;
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** A folder of the user's that cannot be written, in words. */
  public static MlboxException unwritable(Path folder, IOException e) {
    return MlboxException.broken(
        Problem.of("the folder cannot be written: " + reason(e))
            .at(folder.toString())
            .expected("a folder that whoever runs mlbox may write")
            .remedy("make it writable, or run mlbox in a copy that is"),
        e);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "there is a file of its name";
    }
    return String.valueOf(e.getMessage());
  }
}
