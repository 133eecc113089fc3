package dev.mlbox.engine.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.event.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/** Makes images of boxes. The same contents on the same base give the same digest. */
public final class BoxImage {
  /** Distroless' and, by habit, everybody's unprivileged user. */
  private static final String USER = "65532";

  private static final int TAG_LETTERS = 16;

  private static final List<String> ENTRYPOINT =
      List.of(
          "java",
          "-XX:MaxRAMPercentage=60",
          "-XX:+ExitOnOutOfMemoryError",
          "-cp",
          BoxLayers.CLASSES + ":" + BoxLayers.LIBRARIES + "/*",
          "dev.mlbox.serving.Box");

  /** The class path of a pilot in such an image. */
  public static final String PILOT_CLASS_PATH =
      BoxLayers.PILOT + "/*:" + BoxLayers.CLASSES + ":" + BoxLayers.LIBRARIES + "/*";

  private final RegistrySettings settings;
  private final Listener listener;

  public BoxImage(RegistrySettings settings, Listener listener) {
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * Builds and pushes; what the registry has is not pushed again.
   *
   * @param base an image reference, or {@code tar:///path} of a saved image
   * @param repository without tag
   * @throws dev.mlbox.core.problem.MlboxException INVALID for a name, credentials or a base that
   *     cannot be right, BROKEN when a registry does not answer
   */
  public ImageRef build(Stated base, Stated repository, BoxContents contents) {
    BoxLayers layers = BoxLayers.of(contents);
    ImageReference target = ImageNames.target(repository, layers.box().brief());
    Work work = new Work(base, repository, target);
    try {
      return work.run(layers, contents.labels());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw work.problems().of(e);
    } catch (IOException
        | RegistryException
        | ExecutionException
        | CacheDirectoryCreationException
        | InvalidImageReferenceException e) {
      throw work.problems().of(e);
    }
  }

  /**
   * Builds into a file, for clusters whose nodes take images from files.
   *
   * @param repository under which nodes are to know it
   * @return its name there: the tag is of all that is in it, so that another base is another image
   */
  String save(Stated base, Stated repository, BoxContents contents, Path file) {
    Work work = new Work(base, repository, ImageNames.target(repository, "box"));
    try {
      return work.save(BoxLayers.of(contents), contents.labels(), file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw work.problems().of(e);
    } catch (IOException
        | RegistryException
        | ExecutionException
        | CacheDirectoryCreationException
        | InvalidImageReferenceException e) {
      throw work.problems().of(e);
    }
  }

  /**
   * Makes sure that a registry is there; whether it lets us push shows when we do.
   *
   * @param repository without tag
   */
  public static void requireReachable(Stated repository, RegistrySettings settings) {
    String registry = ImageNames.target(repository, "any").getRegistry();
    new Registry(registry).requireReachable(repository.place(), settings.insecure());
  }

  /** One build. */
  private final class Work {
    private final Stated base;
    private final Stated repository;
    private final ImageReference target;
    private final Credentials credentials;

    Work(Stated base, Stated repository, ImageReference target) {
      this.base = base;
      this.repository = repository;
      this.target = target;
      this.credentials = new Credentials(settings, target.getRegistry());
    }

    ImageProblems problems() {
      return new ImageProblems(base, repository, target);
    }

    ImageRef run(BoxLayers layers, Map<String, String> labels)
        throws IOException,
            InterruptedException,
            RegistryException,
            ExecutionException,
            CacheDirectoryCreationException,
            InvalidImageReferenceException {
      PushCount count = new PushCount(listener);
      Registry registry = new Registry(target.getRegistry());
      registry.requireReachable(repository.place(), settings.insecure());
      Trust trust = registry.trust(settings.insecure());
      boolean insecure = trust.isInsecure();
      JibContainer made =
          box(from(insecure), layers, labels)
              .setFormat(ImageFormat.OCI)
              .containerize(
                  cached(Containerizer.to(credentials.with(target, trust)), insecure)
                      .addEventHandler(count::on));
      return count.image(
          repository.text(), made.getDigest().toString(), made.getImageId().toString());
    }

    /** Written once for its digest, and once more under the name that is made of it. */
    String save(BoxLayers layers, Map<String, String> labels, Path file)
        throws IOException,
            InterruptedException,
            RegistryException,
            ExecutionException,
            CacheDirectoryCreationException,
            InvalidImageReferenceException {
      boolean insecure =
          !ImageNames.isTar(base)
              && new Registry(ImageNames.base(base).getRegistry())
                  .trust(settings.insecure())
                  .isInsecure();
      JibContainerBuilder image = box(from(insecure), layers, labels);
      JibContainer made = image.containerize(cached(tar(file, target), insecure));
      String digest = made.getImageId().getHash().substring(0, TAG_LETTERS);
      ImageReference named = ImageNames.target(repository, digest);
      image.containerize(cached(tar(file, named), insecure));
      return repository.text() + ":" + digest;
    }

    private static Containerizer tar(Path file, ImageReference name) {
      return Containerizer.to(TarImage.at(file).named(name));
    }

    private static JibContainerBuilder box(
        JibContainerBuilder from, BoxLayers layers, Map<String, String> labels) {
      return from.setFileEntriesLayers(layers.layers())
          .setEntrypoint(ENTRYPOINT)
          .setProgramArguments(List.of())
          .addEnvironmentVariable("MLBOX_BOX", BoxLayers.BOX)
          .setExposedPorts(Set.of(Port.tcp(8080), Port.tcp(9090)))
          .setUser(USER)
          .setWorkingDirectory(AbsoluteUnixPath.get(BoxLayers.BOX))
          .setLabels(labels)
          .setCreationTime(Instant.EPOCH);
    }

    private Containerizer cached(Containerizer containerizer, boolean insecure) {
      return containerizer
          .setBaseImageLayersCache(settings.cache().resolve("base"))
          .setApplicationLayersCache(settings.cache().resolve("layers"))
          .setAllowInsecureRegistries(insecure)
          .setToolName("mlbox");
    }

    private JibContainerBuilder from(boolean insecureTarget)
        throws IOException,
            InterruptedException,
            RegistryException,
            ExecutionException,
            CacheDirectoryCreationException,
            InvalidImageReferenceException {
      if (ImageNames.isTar(base)) {
        return Jib.from(TarImage.at(ImageNames.tar(base)));
      }
      ImageReference reference = ImageNames.base(base);
      Registry registry = new Registry(reference.getRegistry());
      registry.requireReachable(base.place(), settings.insecure());
      Trust trust = registry.trust(settings.insecure());
      return Jib.from(
          credentials.with(
              insecureTarget && !trust.isInsecure() && !reference.isScratch()
                  ? fetched(reference)
                  : reference,
              trust));
    }

    /**
     * The base by digest, its layers in the cache: Jib has one switch for both registries, and a
     * public one is not to be asked without TLS because the target's is private.
     */
    private ImageReference fetched(ImageReference reference)
        throws IOException,
            InterruptedException,
            RegistryException,
            ExecutionException,
            CacheDirectoryCreationException,
            InvalidImageReferenceException {
      AtomicReference<String> digest = new AtomicReference<>(reference.getQualifier());
      Path thrownAway = Files.createTempFile("mlbox-base", ".tar");
      try {
        TarImage tar = TarImage.at(thrownAway).named("mlbox-base");
        Jib.from(credentials.with(reference, Trust.VERIFIED))
            .containerize(
                cached(Containerizer.to(tar), false)
                    .addEventHandler(
                        LogEvent.class,
                        log -> ImageNames.baseDigest(log.getMessage()).ifPresent(digest::set)));
      } finally {
        Files.deleteIfExists(thrownAway);
      }
      return reference.withQualifier(digest.get());
    }
  }
}
