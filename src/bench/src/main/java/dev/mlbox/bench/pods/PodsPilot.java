package dev.mlbox.bench.pods;

import com.sun.management.OperatingSystemMXBean;
import dev.mlbox.bench.soak.Heap;
import dev.mlbox.core.config.ConfigReader;
import dev.mlbox.core.config.MlboxConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.run.Pace;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.Rollouts;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import dev.mlbox.engine.config.YamlSettings;
import dev.mlbox.engine.kubernetes.KubernetesTarget;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rollouts as {@code mlbox deploy} drives them, one of which begins to fail in its second step.
 * Tells how long each look took, what the API server had to do and what was kept.
 */
public final class PodsPilot {
  /** It begins to fail by itself. */
  private static final String FAILING = "failing000";

  private final KubernetesClient client = admin();
  private final Path folder;
  private final MlboxConfig config;
  private final BusyTime time = new BusyTime();
  private String version = "";
  private String seen = "";
  private long stateBegan;
  private ApiLoad before;
  private long cpuBefore;

  private PodsPilot(Path folder) throws IOException {
    this.folder = folder;
    this.config =
        ConfigReader.read(
            YamlSettings.parse(Files.readString(folder.resolve("mlbox.yaml")), "mlbox.yaml"),
            folder);
    this.before = ApiLoad.of(client);
  }

  /**
   * Rolls out.
   *
   * @param arguments the simulation's folder with mlbox.yaml, and versions, of ten letters each
   */
  public static void main(String[] arguments) throws IOException {
    PodsPilot pilot = new PodsPilot(Path.of(arguments[0]));
    for (String name : List.of(arguments).subList(1, arguments.length)) {
      pilot.deploy(name);
    }
    System.exit(0);
  }

  private void deploy(String name) {
    version = name;
    Release release =
        new Release(
            name,
            "sha256:" + name,
            "registry.example.com/simulated@sha256:" + "0".repeat(64),
            Map.of("commit", name));
    long began = System.nanoTime();
    say("deploys " + name);
    try (KubernetesTarget target =
        KubernetesTarget.open(config.model().name(), config.deploy(), System.getenv(), time)) {
      target.requireUsable(null);
      RolloutEnd end =
          new Rollouts(
                  target.target(),
                  config.deploy().canary(),
                  new Holder("bench", "bench"),
                  new Pace(time, this::on, () -> false))
              .deploy(release, probe());
      left();
      say(
          "%s %s: %s, after %.1f s"
              .formatted(name, end.outcome(), end.reason(), (System.nanoTime() - began) / 1e9));
    }
  }

  /** For what only the benchmark reads. */
  private static KubernetesClient admin() {
    try {
      String kubeconfig =
          Files.readString(Path.of(Objects.requireNonNull(System.getenv("MLBOX_ADMIN"))));
      return new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Probe probe() {
    double[] rows = new double[50];
    double[] doubled = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
      doubled[i] = 2.0 * i;
    }
    return new Probe(
        new Table(Map.of("x", new Column.Real(rows)), rows.length),
        Predictions.of(new Column.Real(doubled)));
  }

  private void on(Event event) {
    if (event instanceof Event.Looked looked) {
      String state = looked.state().getClass().getSimpleName() + " " + looked.weight();
      if (!state.equals(seen)) {
        left();
        seen = state;
        stateBegan = System.nanoTime();
      }
      boolean isDue = System.nanoTime() - stateBegan > 5_000_000_000L;
      Path bad = Switches.file(folder, FAILING);
      if (version.equals(FAILING)
          && looked.state() instanceof RolloutState.Shifting shifting
          && shifting.step() == 1
          && isDue
          && !Files.exists(bad)) {
        fail(bad);
      }
    } else if (event instanceof Event.Noted noted) {
      say(noted.text());
    }
  }

  private static void fail(Path file) {
    try {
      Files.createFile(file);
      say("fails from now on");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a state took. */
  private void left() {
    List<Long> busy = time.taken();
    if (!seen.isEmpty() && !busy.isEmpty()) {
      ApiLoad now = ApiLoad.of(client);
      say(
          "%s: %d looks, median %d ms, longest %d ms; a look takes %d ms of the pilot's processor time; of the API server %s; record of %,d bytes; pilot keeps %,d kB"
              .formatted(
                  seen,
                  busy.size(),
                  busy.get(busy.size() / 2),
                  busy.get(busy.size() - 1),
                  (cpuMillis() - cpuBefore) / busy.size(),
                  now.since(before, busy.size()),
                  recordBytes(),
                  Heap.used()));
    }
    before = ApiLoad.of(client);
    cpuBefore = cpuMillis();
    seen = "";
  }

  private long recordBytes() {
    return client
        .configMaps()
        .inNamespace("default")
        .withName("simulated-mlbox")
        .get()
        .getData()
        .values()
        .stream()
        .mapToLong(String::length)
        .sum();
  }

  private static long cpuMillis() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1_000_000;
  }

  private static void say(String text) {
    System.out.println("pilot " + System.currentTimeMillis() + " " + text);
  }
}
