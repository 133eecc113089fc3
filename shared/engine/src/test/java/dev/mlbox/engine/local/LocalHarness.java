package dev.mlbox.engine.local;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.event.Listener;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.port.Sleeper;
import dev.mlbox.core.rollout.Health;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.Pace;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.Rollouts;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import dev.mlbox.engine.box.BoxClasspath;
import dev.mlbox.engine.box.BoxFolder;
import dev.mlbox.runtime.Models;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A site in a temporary folder with two versions of one model; ends whatever was started. */
final class LocalHarness implements AutoCloseable {
  static final String MODEL = "tiny";
  private static final Path FIXTURES = Path.of("../../src/examples/fixtures");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  final LocalSite site;
  final LocalFolder folder;
  final LocalTarget target;

  LocalHarness(Path root) {
    this(root, Ports.of(root.toString(), 0));
  }

  LocalHarness(Path root, int port) {
    this(root, port, Map.of());
  }

  /** With more variables of boxes. */
  LocalHarness(Path root, int port, Map<String, String> settings) {
    List<Path> classpath = BoxClasspath.of(BoxClasspath.running());
    BoxJava java = new BoxJava(BoxJava.executable(), () -> classpath, () -> settings);
    site = new LocalSite(root, MODEL, port, "mlbox.yaml:7", java);
    folder = LocalFolder.of(site);
    target = LocalTarget.open(site);
  }

  Release v1() {
    return release("tiny-binary.onnx");
  }

  /** The same answers from other bytes. */
  Release v2() {
    return release("tiny-binary-zipmap.onnx");
  }

  Release release(String fixture) {
    try {
      Path model = FIXTURES.resolve(fixture);
      Digest digest = Digest.of(Files.readAllBytes(model));
      BoxManifest manifest =
          new BoxManifest(
              MODEL,
              ModelKind.ONNX,
              "model.onnx",
              null,
              List.of(),
              List.of(),
              digest.toString(),
              Map.of());
      BoxFolder box = BoxFolder.write(site.root().resolve("boxes"), manifest, model, "");
      return new Release(
          box.digest().brief(), digest.toString(), box.folder().toString(), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of the fixtures. */
  static Table rows() {
    try {
      List<String[]> lines =
          Files.readAllLines(FIXTURES.resolve("tiny-table.csv")).stream()
              .skip(1)
              .map(line -> line.split(",", -1))
              .toList();
      Map<String, Column> columns = new LinkedHashMap<>();
      columns.put("color", new Column.Text(column(lines, 0)));
      columns.put("size", new Column.Text(column(lines, 1)));
      columns.put(
          "weight",
          new Column.Real(
              lines.stream().mapToDouble(line -> Double.parseDouble(line[2])).toArray()));
      columns.put(
          "visits",
          new Column.Whole(lines.stream().mapToLong(line -> Long.parseLong(line[3])).toArray()));
      return new Table(columns, lines.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] column(List<String[]> lines, int at) {
    return lines.stream().map(line -> line[at]).toArray(String[]::new);
  }

  /** What the runtime answers to the rows, as when the model is evaluated. */
  static Probe probe() {
    try (Predictor predictor = Models.load(ModelSpec.onnx(FIXTURES.resolve("tiny-binary.onnx")))) {
      return new Probe(rows(), predictor.predict(rows()));
    }
  }

  static CanaryConfig config(Duration lease) {
    return config(lease, Duration.ofSeconds(1), 20);
  }

  static CanaryConfig config(Duration lease, Duration stepAfter, int requests) {
    return new CanaryConfig(
        new Rules(
            List.of(new Weight(0.2), new Weight(0.5)),
            stepAfter,
            requests,
            Duration.ofSeconds(3),
            Unproven.PROMOTE,
            Duration.ZERO,
            Duration.ofSeconds(30)),
        List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%")),
        Duration.ofMillis(5),
        0.01,
        lease,
        Duration.ofMillis(200),
        null,
        200);
  }

  Rollouts rollouts(CanaryConfig config, String name, BooleanSupplier interrupted) {
    return new Rollouts(
        target.target(),
        config,
        new Holder(name, name),
        new Pace(new RealTime(), Listener.none(), interrupted));
  }

  void awaitReady(Release release) {
    await(
        () -> {
          Health health = health(release);
          if (!health.trouble().isEmpty()) {
            throw new AssertionError(
                health.trouble() + target.target().workloads().lastWords(release.version()));
          }
          return health.isReady();
        });
  }

  Health health(Release release) {
    return target.target().workloads().health(release.version());
  }

  BoxProcess process(Release release) {
    return folder.version(release.version()).read().orElseThrow();
  }

  static void kill(BoxProcess process) {
    ProcessHandle handle = ProcessHandle.of(process.identity().pid()).orElseThrow();
    handle.destroyForcibly();
    await(() -> handle.info().command().isEmpty());
  }

  static void await(BooleanSupplier condition) {
    if (!Steady.await(LIMIT, condition)) {
      throw new AssertionError("it did not happen within " + LIMIT);
    }
  }

  @Override
  public void close() {
    target.stop();
  }

  private static final class RealTime implements Sleeper {
    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public void sleep(Duration duration) {
      try {
        // The harness is the real clock, which real boxes need; it waits as long as a pilot would.
        Thread.sleep(duration.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
