package dev.mlbox.engine.pipeline;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.box.BoxFolder;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.load.ModelFiles;
import dev.mlbox.engine.project.Housekeeping;
import dev.mlbox.engine.project.KeptFolder;
import dev.mlbox.engine.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Models whose evaluations are kept, on this machine: each in a folder that is named after its
 * content, like a box, so that two commands that write the same one are of one mind. They are asked
 * when the data have changed.
 */
final class KeptModels {
  private static final String FOLDER = "models";

  /** Beside the youngest one: a project must not fill its machine's disk by being checked. */
  private static final long MOST_BYTES = 4L << 30;

  private final Project project;

  KeptModels(Project project) {
    this.project = project;
  }

  /**
   * Keeps a model, or finds that it is there.
   *
   * @param manifest how it is loaded
   * @param model its file or folder
   * @return a folder like a box's
   */
  Path put(BoxManifest manifest, Path model) {
    KeptFolder.in(project.folder()).make();
    return BoxFolder.write(folder(), bare(manifest), model, "").folder();
  }

  /** The same model is one folder, wherever it came from. */
  private static BoxManifest bare(BoxManifest manifest) {
    return new BoxManifest(
        manifest.model(),
        manifest.kind(),
        manifest.path(),
        manifest.callable(),
        manifest.features(),
        manifest.columns(),
        manifest.digest(),
        Map.of());
  }

  /**
   * The model with this digest that is loaded in this way. One that somebody changed is named and
   * skipped.
   */
  Optional<Path> find(BoxManifest wanted) {
    for (Path each : all()) {
      Optional<BoxManifest> manifest = manifest(each);
      if (manifest.isEmpty() || isTheSame(manifest.get(), wanted)) {
        Optional<BoxFolder> whole =
            BoxFolder.find(each).filter(box -> manifest.isEmpty() || holds(each, manifest.get()));
        if (whole.isPresent()) {
          return whole.map(BoxFolder::folder);
        }
        // It may have been pruned since the folder was listed.
        if (Files.exists(each)) {
          tell("a kept model is damaged and skipped: %s is not what it was".formatted(shown(each)));
        }
      }
    }
    return Optional.empty();
  }

  /** A file has to have its digest; a folder was copied without what tools left in it. */
  private static boolean holds(Path folder, BoxManifest manifest) {
    try {
      return manifest.kind() != ModelKind.ONNX
          || ModelFiles.digest(folder.resolve(manifest.path()))
              .toString()
              .equals(manifest.digest());
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isTheSame(BoxManifest one, BoxManifest other) {
    return one.digest().equals(other.digest())
        && one.kind() == other.kind()
        && Objects.equals(one.callable(), other.callable())
        && one.features().equals(other.features())
        && one.columns().equals(other.columns());
  }

  private static Optional<BoxManifest> manifest(Path each) {
    Path file = each.resolve(BoxManifest.FILE);
    try {
      return Optional.of(Json.read(Files.readString(file), BoxManifest.class, file.toString()));
    } catch (IOException | MlboxException e) {
      return Optional.empty();
    }
  }

  /**
   * Keeps the youngest.
   *
   * @param keep how many, at least 1; fewer when they are large
   */
  void prune(int keep) {
    long bytes = 0;
    int fitting = 0;
    for (Path each : all()) {
      bytes += size(each);
      if (fitting > 0 && bytes > MOST_BYTES) {
        break;
      }
      fitting++;
    }
    Housekeeping.prune(folder(), Math.max(1, Math.min(keep, fitting)), Set.of());
  }

  /** Youngest first. */
  private List<Path> all() {
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    try (Stream<Path> each = Files.list(folder())) {
      return each.filter(Files::isDirectory)
          .filter(one -> !String.valueOf(one.getFileName()).startsWith("."))
          .sorted(Comparator.comparing(Housekeeping::age).reversed())
          .toList();
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the kept models cannot be read: " + e).at(folder().toString()), e);
    }
  }

  private static long size(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private Path folder() {
    return project.kept(FOLDER);
  }

  private String shown(Path each) {
    return "%s/%s/%s".formatted(Project.KEPT, FOLDER, each.getFileName());
  }

  private void tell(String text) {
    project.invocation().listener().on(new Event.Noted("baseline", text));
  }
}
