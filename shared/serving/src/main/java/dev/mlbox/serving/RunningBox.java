package dev.mlbox.serving;

import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.runtime.server.ServerPredictor;
import dev.mlbox.serving.behind.ServerBehind;
import dev.mlbox.serving.http.Books;
import dev.mlbox.serving.http.Health;
import dev.mlbox.serving.http.Meters;
import dev.mlbox.serving.http.Ports;
import dev.mlbox.serving.http.Routing;
import dev.mlbox.serving.lease.ClusterAccess;
import dev.mlbox.serving.lease.ConfigMapLeaseSource;
import dev.mlbox.serving.lease.FileLeaseSource;
import dev.mlbox.serving.lease.LeaseSink;
import dev.mlbox.serving.lease.LeaseSource;
import dev.mlbox.serving.model.BoxedModel;
import dev.mlbox.serving.model.OwnModel;
import dev.mlbox.serving.model.ServedModel;
import dev.mlbox.serving.sample.Sampler;
import dev.mlbox.serving.settings.BoxSettings;
import dev.mlbox.serving.settings.Keeping;
import dev.mlbox.serving.settings.LeaseAt;
import dev.mlbox.serving.settings.Limits;
import dev.mlbox.serving.settings.Resident;
import dev.mlbox.serving.split.Counts;
import dev.mlbox.serving.split.LeaseClock;
import dev.mlbox.serving.split.Splitter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A box from its start to its end. */
final class RunningBox implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /** For the last word to whoever waits for this box's end. */
  private static final Duration FAREWELL_LIMIT = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Limits limits;
  private final LeaseClock clock;
  private final Health health;
  private final Meters meters;
  private final Ports ports;
  private final LeaseSource source;
  private final @Nullable OwnModel own;
  private @Nullable Sampler sampler;
  private boolean stopped;

  private RunningBox(Vertx vertx, BoxSettings settings, LeaseClock clock, Environment environment) {
    this.vertx = vertx;
    this.limits = settings.limits();
    this.clock = clock;
    this.own = load(vertx, settings, environment);
    this.health = new Health(own, clock);
    this.meters = new Meters(clock);
    this.ports = new Ports(vertx, limits);
    this.source = source(vertx, settings.lease(), clock, environment);
  }

  /**
   * Starts a box; it answers once this returns.
   *
   * @throws MlboxException INVALID when box, model or settings are wrong, BROKEN when a port cannot
   *     be opened
   */
  static RunningBox start(BoxSettings settings, Environment environment) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    RunningBox box = null;
    try {
      LeaseClock clock = new LeaseClock(environment.nanos());
      box = new RunningBox(vertx, settings, clock, environment);
      box.open(settings, environment);
      return box;
    } catch (RuntimeException | Error e) {
      if (box != null) {
        box.close();
      }
      vertx.close();
      throw e;
    }
  }

  private void open(BoxSettings settings, Environment environment) {
    source.start();
    String version = settings.resident().version();
    Splitter splitter = new Splitter(version, own != null, environment.random());
    String boot = UUID.randomUUID().toString();
    Sampler samples = sampler(settings, boot, environment);
    if (samples != null) {
      meters.sampling(samples);
    }
    sampler = samples;
    Ports.Answering answering =
        new Ports.Answering(
            new Routing(version, splitter, clock),
            boot,
            health,
            own,
            new Books(new Counts(), meters, samples));
    int loops = Runtime.getRuntime().availableProcessors();
    await(ports.open(settings.listen(), loops, answering), START_LIMIT);
    Path portFile = settings.listen().portFile();
    if (portFile != null) {
      PortFile.write(portFile, port(), metricsPort());
    }
  }

  int port() {
    return ports.port();
  }

  LeaseClock lease() {
    return clock;
  }

  synchronized boolean isClosed() {
    return stopped;
  }

  int metricsPort() {
    return ports.metricsPort();
  }

  /**
   * Does something if the box cannot go on: the server that it has started has ended.
   *
   * @param what is told why
   */
  void onEnd(Consumer<String> what) {
    if (own instanceof ServerBehind behind) {
      behind
          .server()
          .onEnd(
              why -> {
                if (!health.draining() && !isClosed()) {
                  what.accept(why);
                }
              });
    }
  }

  /**
   * Ends politely: not ready from now on, still answering whoever has not heard of it, then no new
   * connections, then none at all. Returns when all is over.
   */
  void drain() {
    health.drain();
    try {
      new Quiet(meters::begun).await(limits.drainDelay(), limits.drainDelayMost());
      await(ports.drain(limits.drain()), limits.drain().plus(CLOSE_LIMIT));
      health.finish();
      await(ports.drainMetrics(FAREWELL_LIMIT), FAREWELL_LIMIT.plus(CLOSE_LIMIT));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  /** Ends at once. */
  @Override
  public synchronized void close() {
    if (stopped) {
      return;
    }
    stopped = true;
    source.close();
    await(vertx.close(), CLOSE_LIMIT);
    if (sampler != null) {
      sampler.close();
    }
    if (own != null) {
      close(own);
    }
  }

  /** A model that hangs is not waited for. */
  private static void close(OwnModel model) {
    Thread closing = new Thread(model::close, "mlbox-close");
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(CLOSE_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable OwnModel load(
      Vertx vertx, BoxSettings settings, Environment environment) {
    Resident resident = settings.resident();
    Path folder = resident.folder();
    if (folder == null) {
      return null;
    }
    BoxManifest manifest = ManifestReader.read(folder);
    Predictor predictor =
        environment
            .models()
            .load(ManifestReader.spec(manifest, folder, resident), resident.workers());
    Duration limit = settings.limits().time();
    OwnModel model =
        new ServedModel(
            vertx,
            new BoxedModel(manifest, resident.version(), predictor),
            resident.threads(),
            limit);
    return predictor instanceof ServerPredictor behind
        ? new ServerBehind(vertx, resident.version(), behind.server(), model, limit)
        : model;
  }

  /** A front draws nothing, so that it has nothing to keep. */
  private static @Nullable Sampler sampler(
      BoxSettings settings, String boot, Environment environment) {
    Path folder = settings.resident().folder();
    Keeping keeping = settings.keeping();
    return folder == null || keeping == null
        ? null
        : Sampler.start(
            keeping,
            ManifestReader.read(folder).features(),
            boot,
            environment.nanos(),
            environment.random(),
            environment.notes());
  }

  private static LeaseSource source(
      Vertx vertx, LeaseAt at, LeaseClock clock, Environment environment) {
    LeaseSink sink = new LeaseSink(clock, environment.notes());
    if (at instanceof LeaseAt.InFile file) {
      return new FileLeaseSource(file.path(), sink);
    }
    if (at instanceof LeaseAt.InConfigMap configMap) {
      ClusterAccess access = ClusterAccess.ofPod(environment.variables());
      return new ConfigMapLeaseSource(vertx, access, configMap, sink, environment.random());
    }
    return new NoLeaseSource();
  }

  private static void await(Future<?> future, Duration limit) {
    try {
      future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MlboxException problem) {
        throw problem;
      }
      throw MlboxException.broken(Problem.of("the box failed: " + e.getCause()), e);
    } catch (TimeoutException e) {
      throw MlboxException.broken(
          Problem.of("the box did not get on within %d s".formatted(limit.toSeconds())), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MlboxException.broken(Problem.of("the box was interrupted"), e);
    }
  }

  private static final class NoLeaseSource implements LeaseSource {
    @Override
    public void start() {}

    @Override
    public void close() {}
  }
}
