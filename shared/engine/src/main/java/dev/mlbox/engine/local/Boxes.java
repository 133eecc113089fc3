package dev.mlbox.engine.local;

import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Release;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How boxes and the front of a model are launched. */
final class Boxes {
  private static final String MAIN = "dev.mlbox.serving.Box";

  /** Rather gone and started again than there and useless. */
  private static final String END_WITHOUT_MEMORY = "-XX:+ExitOnOutOfMemoryError";

  private final LocalSite site;
  private final LocalFolder folder;

  Boxes(LocalSite site, LocalFolder folder) {
    this.site = site;
    this.folder = folder;
  }

  /**
   * A box of a release.
   *
   * @param port to listen on, and the one for metrics
   */
  Launch box(Release release, int port, int metricsPort) {
    Path box = site.root().resolve(release.box());
    if (!Files.exists(box.resolve(BoxManifest.FILE))) {
      throw MlboxException.broken(
          Problem.of("the box of version %s is gone".formatted(release.version()))
              .at(box.toString())
              .remedy("deploy the commit that it was made from again"),
          null);
    }
    Map<String, String> environment = common(folder.version(release.version()), port, metricsPort);
    environment.putAll(site.java().settings().get());
    environment.put("MLBOX_BOX", box.toString());
    environment.put("MLBOX_VERSION", release.version());
    if (environment.containsKey("MLBOX_SAMPLES_RATE")) {
      environment.put("MLBOX_SAMPLES", folder.samples().toString());
    }
    environment.put("CLASSPATH", classpath(site.java().classpath().get().stream()));
    return launch(List.of(END_WITHOUT_MEMORY), List.of(MAIN), environment);
  }

  /** The front, which also sees to it that the stable box lives. */
  Launch front(int metricsPort) {
    Map<String, String> environment = common(folder.front(), site.port(), metricsPort);
    environment.put(
        "CLASSPATH",
        classpath(Stream.concat(site.java().classpath().get().stream(), Keeper.place().stream())));
    return launch(
        List.of(END_WITHOUT_MEMORY, "-XX:+UseSerialGC", "-Xmx256m"),
        List.of(Keeper.class.getName(), site.model(), folder.path().toString(), MAIN),
        environment);
  }

  private Launch launch(List<String> options, List<String> main, Map<String, String> environment) {
    return new Launch(site.java().java().toString(), options, main, environment);
  }

  private Map<String, String> common(ProcessFolder process, int port, int metricsPort) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("MLBOX_HOST", Ports.HOST);
    environment.put(Launch.PORT, Integer.toString(port));
    environment.put(Launch.METRICS_PORT, Integer.toString(metricsPort));
    environment.put("MLBOX_PORT_FILE", process.ports().toString());
    environment.put("MLBOX_LEASE", "file:" + folder.lease());
    environment.put("MLBOX_TOKENS_FILE", LocalToken.of(folder).ensure().toString());
    // The front reads the lease 20 times a second; nothing else sends a box new requests.
    environment.put("MLBOX_DRAIN_DELAY", "500ms");
    environment.put("MLBOX_DRAIN", "10s");
    return environment;
  }

  private static String classpath(Stream<Path> entries) {
    return entries.distinct().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
