package dev.mlbox.engine.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Gets the box back out of an image, so that a model that was built elsewhere can be asked. */
public final class BoxPull {
  private static final String FOLDER = BoxLayers.BOX.substring(1) + "/";
  private static final int GZIP = 0x1f;

  private final RegistrySettings settings;

  public BoxPull(RegistrySettings settings) {
    this.settings = settings;
  }

  /**
   * Pulls an image and unpacks its box.
   *
   * @param image with its digest, and where that was set
   * @param target the folder that is to appear, as a whole or not at all
   * @throws MlboxException as {@link BoxImage#build}; BROKEN when there is no box in the image
   */
  public void pull(Stated image, Path target) {
    Path draft = target.resolveSibling(".draft-" + UUID.randomUUID());
    try {
      Files.createDirectories(draft);
      Path tar = draft.resolve("image.tar");
      save(image, tar);
      Path box = Files.createDirectory(draft.resolve("box"));
      unpack(tar, box);
      requireBox(image, box);
      settle(box, target);
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the box of %s cannot be unpacked: %s".formatted(image.text(), e))
              .at(image.place()),
          e);
    } finally {
      remove(draft);
    }
  }

  /** Moves it, unless somebody else has pulled the same one: systems say so in many ways. */
  private static void settle(Path box, Path target) throws IOException {
    try {
      Files.move(box, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.exists(target.resolve(BoxManifest.FILE))) {
        throw e;
      }
    }
  }

  private void save(Stated image, Path tar) throws IOException {
    ImageReference reference;
    try {
      reference = ImageReference.parse(image.text());
    } catch (InvalidImageReferenceException e) {
      throw MlboxException.broken(
          Problem.of("%s is no image".formatted(image.text())).at(image.place()), e);
    }
    Registry registry = new Registry(reference.getRegistry());
    registry.requireReachable(image.place(), settings.insecure());
    Trust trust = registry.trust(settings.insecure());
    ImageProblems problems = new ImageProblems(image, image, reference);
    try {
      Jib.from(new Credentials(settings, reference.getRegistry()).with(reference, trust))
          .containerize(
              Containerizer.to(TarImage.at(tar).named("mlbox/pulled"))
                  .setBaseImageLayersCache(settings.cache().resolve("base"))
                  .setApplicationLayersCache(settings.cache().resolve("layers"))
                  .setAllowInsecureRegistries(trust.isInsecure())
                  .setToolName("mlbox"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw problems.of(e);
    } catch (RegistryException
        | ExecutionException
        | CacheDirectoryCreationException
        | InvalidImageReferenceException e) {
      throw problems.of(e);
    }
  }

  /** Layers are archives in an archive; the box is in one of them. */
  private static void unpack(Path image, Path folder) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(image));
        TarArchiveInputStream parts = new TarArchiveInputStream(file)) {
      while (parts.getNextEntry() != null) {
        BufferedInputStream part = new BufferedInputStream(parts);
        part.mark(1);
        boolean layer = part.read() == GZIP;
        part.reset();
        if (layer) {
          unpackLayer(new TarArchiveInputStream(new GZIPInputStream(part)), folder);
        }
      }
    }
  }

  private static void unpackLayer(TarArchiveInputStream layer, Path folder) throws IOException {
    for (TarArchiveEntry entry = layer.getNextEntry();
        entry != null;
        entry = layer.getNextEntry()) {
      String name = entry.getName().replaceFirst("^(\\./|/)+", "");
      if (entry.isFile() && name.startsWith(FOLDER)) {
        Path file = folder.resolve(name.substring(FOLDER.length())).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("it has a file outside of the box, " + name);
        }
        Files.createDirectories(file.getParent());
        Files.copy(layer, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void requireBox(Stated image, Path box) throws IOException {
    try (Stream<Path> files = Files.list(box)) {
      if (files.findAny().isEmpty()) {
        throw MlboxException.broken(
            Problem.of("there is no box in the image %s".formatted(image.text())).at(image.place()),
            null);
      }
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      // It lies under a hidden name and is found by nobody.
    }
  }
}
