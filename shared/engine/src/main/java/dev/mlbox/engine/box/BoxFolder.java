package dev.mlbox.engine.box;

import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a box is started from: {@code box.json} and the model's files, in a folder that is named
 * after its content and never changes.
 *
 * @param folder absolute
 * @param digest over the names and bytes of all files in it
 */
public record BoxFolder(Path folder, Digest digest) {
  /** The name of the model card. */
  public static final String CARD = "MODEL_CARD.md";

  /**
   * Writes the folder, or finds it where it was written before.
   *
   * @param boxes the folder of all such folders; made when it is not there
   * @param manifest {@link BoxManifest#path()} is the name that the model is given in there
   * @param model a file, or a folder with a Python module: then without hidden files, compiled
   *     Python and virtual environments
   * @param card what people should know of the model, as Markdown; empty for none
   * @throws MlboxException INVALID when there is no model, BROKEN when it cannot be copied
   */
  public static BoxFolder write(Path boxes, BoxManifest manifest, Path model, String card) {
    if (!Files.exists(model)) {
      throw MlboxException.invalid(
          Problem.of("there is no model at " + model).remedy("train or load it first"));
    }
    Path draft = boxes.toAbsolutePath().resolve(".draft-" + UUID.randomUUID());
    try {
      Files.createDirectories(draft);
      Path target = draft.resolve(manifest.path()).normalize();
      if (!target.startsWith(draft)) {
        throw new IllegalArgumentException("leads out of the box: " + manifest.path());
      }
      ModelTree.copy(model, target, boxes.toAbsolutePath());
      Files.writeString(
          draft.resolve(BoxManifest.FILE), Json.pretty(manifest) + "\n", StandardCharsets.UTF_8);
      if (!card.isEmpty()) {
        Files.writeString(draft.resolve(CARD), card, StandardCharsets.UTF_8);
      }
      Digest digest = ModelTree.digest(draft);
      return new BoxFolder(settle(draft, digest), digest);
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the box cannot be written: " + e).at(boxes.toString()), e);
    } finally {
      ModelTree.delete(draft);
    }
  }

  /**
   * One that was written before, noted as wanted now; empty when its content is not what its name
   * promises.
   */
  public static Optional<BoxFolder> find(Path folder) {
    try {
      Digest digest = ModelTree.digest(folder);
      if (!folder.endsWith(digest.brief())) {
        return Optional.empty();
      }
      want(folder);
      return Optional.of(new BoxFolder(folder, digest));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** The youngest are kept, and this one is wanted now. */
  private static void want(Path folder) throws IOException {
    Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
  }

  private static Path settle(Path draft, Digest digest) throws IOException {
    Path folder = draft.resolveSibling(digest.brief());
    if (Files.isDirectory(folder) && !ModelTree.digest(folder).equals(digest)) {
      // Somebody changed it by hand. The name promises the content, so what is there makes way.
      Path changed = draft.resolveSibling(".changed-" + UUID.randomUUID());
      Files.move(folder, changed, StandardCopyOption.ATOMIC_MOVE);
      ModelTree.delete(changed);
    }
    if (!Files.isDirectory(folder)) {
      move(draft, folder, digest);
    }
    want(folder);
    return folder;
  }

  /** Moves it, unless another command has just written the same: systems say so in many ways. */
  static void move(Path draft, Path folder, Digest digest) throws IOException {
    try {
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(folder) || !ModelTree.digest(folder).equals(digest)) {
        throw e;
      }
    }
  }
}
