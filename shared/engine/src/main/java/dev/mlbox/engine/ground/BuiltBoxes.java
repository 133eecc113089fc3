package dev.mlbox.engine.ground;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which folder an image was built from on this machine. Two versions can have the same model and
 * answer differently, so a box is found by the image that runs it and by nothing less.
 *
 * @param notes a folder with one file for each image
 * @param boxes the folder of all boxes' folders
 */
record BuiltBoxes(Path notes, Path boxes) {

  /**
   * Notes an image.
   *
   * @param image by digest
   * @param folder in {@link #boxes}
   */
  void note(String image, Path folder) {
    try {
      Files.createDirectories(notes);
      Files.writeString(notes.resolve(digest(image)), folder.getFileName().toString());
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("it cannot be noted what %s was built from: %s".formatted(image, e))
              .at(notes.toString()),
          e);
    }
  }

  /** The folder that an image was built from, when that was here and the folder is still there. */
  Optional<Path> find(String image) {
    try {
      return Optional.of(boxes.resolve(Files.readString(notes.resolve(digest(image)))))
          .filter(Files::isDirectory);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Its hex digits. */
  static String digest(String image) {
    return image.substring(image.lastIndexOf(':') + 1);
  }
}
