package dev.mlbox.serving;

import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.rollout.Holdout;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.serving.json.BoxJson;
import dev.mlbox.serving.settings.BoxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Real boxes with fake models, on loopback, that share one lease file. */
final class Boxes implements AutoCloseable {
  /** Of the lease's clock, of which a busy machine needs some for thousands of requests. */
  static final Duration TTL = Duration.ofMinutes(10);

  private final Path folder;
  private final List<RunningBox> running = new ArrayList<>();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong renewals = new AtomicLong();

  Boxes(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a box that reads the shared lease. */
  RunningBox box(String version, Predictor model, String... settings) {
    return start(version, model, settings);
  }

  RunningBox front(String... settings) {
    return start("front", null, settings);
  }

  private RunningBox start(String version, @Nullable Predictor model, String... settings) {
    Map<String, String> variables = new HashMap<>();
    variables.put("MLBOX_HOST", "127.0.0.1");
    variables.put("MLBOX_PORT", "0");
    variables.put("MLBOX_METRICS_PORT", "0");
    variables.put("MLBOX_LEASE", "file:" + leaseFile());
    variables.put("MLBOX_VERSION", version);
    if (model != null) {
      variables.put("MLBOX_BOX", manifest(folder.resolve("box-" + running.size())).toString());
    }
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      variables.put(parts[0], parts[1]);
    }
    RunningBox box =
        RunningBox.start(
            BoxSettings.from(variables),
            new Environment(
                (spec, workers) -> {
                  if (model == null) {
                    throw new AssertionError("a front loads no model");
                  }
                  return model;
                },
                this::nanos,
                () -> ThreadLocalRandom.current().nextDouble(),
                note -> {},
                variables));
    running.add(box);
    return box;
  }

  private static Path manifest(Path box) {
    try {
      Files.createDirectories(box);
      BoxManifest manifest =
          new BoxManifest(
              "doubler",
              ModelKind.ONNX,
              "model.onnx",
              null,
              List.of(),
              List.of(),
              "sha256:0",
              Map.of("commit", "abc"));
      BoxJson.mapper().writeValue(box.resolve(BoxManifest.FILE).toFile(), manifest);
      return box;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long nanos() {
    return System.nanoTime() + skipped.get();
  }

  /** Lets time pass for every lease clock. */
  void pass(Duration time) {
    skipped.addAndGet(time.toNanos());
  }

  Path leaseFile() {
    return folder.resolve("lease.json");
  }

  static Route route(String version, RunningBox box) {
    return new Route(version, "127.0.0.1:" + box.port());
  }

  /** Nobody is on trial; every box has heard of it on return. */
  void stable(Route stable) {
    write(Weight.ZERO, stable, null, Duration.ofSeconds(1));
  }

  /** A canary is on trial; every box has seen the lease renewed on return. */
  void trial(double share, Route stable, Route canary, Duration coverAfter) {
    write(new Weight(share), stable, canary, coverAfter);
    write(new Weight(share), stable, canary, coverAfter);
  }

  void trial(double share, Route stable, Route canary) {
    trial(share, stable, canary, Duration.ofSeconds(5));
  }

  /** A canary gets copies, or its users; every box has seen the lease renewed on return. */
  void trial(double share, Manner manner, Route stable, Route canary) {
    for (int i = 0; i < 2; i++) {
      write(
          new Lease(
              renewals.incrementAndGet(),
              TTL,
              new Weight(share),
              stable,
              canary,
              Duration.ofMinutes(2),
              manner));
    }
  }

  /** A canary is on trial, and answers are sorted; every box has seen the lease renewed. */
  void trial(double share, Bins bins, Route stable, Route canary) {
    for (int i = 0; i < 2; i++) {
      write(
          new Lease(
                  renewals.incrementAndGet(),
                  TTL,
                  new Weight(share),
                  stable,
                  canary,
                  Duration.ofSeconds(5))
              .sorting(bins));
    }
  }

  /** A promoted version is watched; every box has seen the lease renewed on return. */
  void watch(double share, Route promoted, Route before, Duration coverAfter) {
    watch(share, Manner.PLAIN, promoted, before, coverAfter);
  }

  /** The same in another manner. */
  void watch(double share, Manner manner, Route promoted, Route before, Duration coverAfter) {
    for (int i = 0; i < 2; i++) {
      long renewal = renewals.incrementAndGet();
      Lease alone = new Lease(renewal, TTL, Weight.ZERO, promoted, null, Lease.RELAY_LIMIT);
      write(alone.in(manner).holding(new Holdout(before, new Weight(share), coverAfter)));
    }
  }

  private void write(Weight share, Route stable, @Nullable Route canary, Duration coverAfter) {
    write(new Lease(renewals.incrementAndGet(), TTL, share, stable, canary, coverAfter));
  }

  private void write(Lease lease) {
    long renewal = lease.renewal();
    try {
      Path next = folder.resolve("lease.next");
      BoxJson.mapper().writeValue(next.toFile(), lease);
      Files.move(next, leaseFile(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (RunningBox box : running) {
      await(
          () -> {
            var view = box.lease().view();
            return box.isClosed() || (view != null && view.lease().renewal() == renewal);
          });
    }
  }

  /** Waits for something that is about to be so. */
  static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("waited for 20 s in vain");
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Override
  public void close() {
    running.forEach(RunningBox::close);
  }
}
