package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.config.TrainingPod;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.process.Finished;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a training command as a Job: its files go there, its output comes back, its lines are told
 * while it writes them. Whatever ends the wait removes the Job.
 */
public final class TrainingJob {
  private static final Duration START_LIMIT = Duration.ofMinutes(10);
  private static final Duration PULL_PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 500;

  private final Cluster cluster;
  private final TrainConfig config;
  private final TrainingPod pod;
  private final Job job;
  private final String mark = "mlbox-" + UUID.randomUUID();
  private final StepListener listener;

  private TrainingJob(
      Cluster cluster,
      String model,
      TrainConfig config,
      List<String> words,
      StepListener listener) {
    this.cluster = cluster;
    this.config = config;
    this.pod = Objects.requireNonNull(config.pod(), "a pod to train in");
    this.listener = listener;
    String name = model + "-train-" + mark.substring(mark.length() - 8);
    this.job = new TrainingObjects(model, cluster.namespace()).job(name, mark, config, pod, words);
  }

  /**
   * What is to be done, and where.
   *
   * @param model names the Job
   * @param deploy says which cluster and namespace
   * @param environment for {@code KUBECONFIG}
   */
  public record Place(String model, DeployConfig deploy, Map<String, String> environment) {}

  /**
   * Trains.
   *
   * @param words of the command
   * @param files that the command gets, by their path in the project
   * @param folder where the output is put
   * @return how the command ended; the output is in its place when it ended well
   * @throws MlboxException BROKEN when it did not end by itself
   */
  public static Finished run(
      Place place,
      TrainConfig config,
      List<String> words,
      SortedMap<String, Path> files,
      Path folder,
      StepListener listener) {
    try (Cluster cluster = Cluster.connect(place.deploy(), place.environment())) {
      return new TrainingJob(cluster, place.model(), config, words, listener).run(files, folder);
    }
  }

  private Finished run(SortedMap<String, Path> files, Path folder) {
    long start = System.nanoTime();
    Thread hook = new Thread(this::remove, "end of training");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      cluster.ask(() -> cluster.client().resource(job).create());
      listener.note("Job %s, %s".formatted(job.getMetadata().getName(), cluster.place()));
      String name = awaitStart();
      ContainerResource container =
          cluster
              .client()
              .pods()
              .inNamespace(cluster.namespace())
              .withName(name)
              .inContainer(TrainingObjects.CONTAINER);
      TrainingFiles.send(container, files);
      TrainingLog log = TrainingLog.follow(container, mark, listener);
      int code = awaitEnd(name, log, start);
      if (code == 0) {
        TrainingFiles.fetch(container, folder, config.place());
      }
      container
          .file(TrainingObjects.FOLDER + "/taken")
          .upload(new ByteArrayInputStream(new byte[1]));
      return new Finished(code, Duration.ofNanos(System.nanoTime() - start), log.last());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw broken("was interrupted and ended", e);
    } catch (IOException e) {
      throw broken("cannot be given its files, or its output not be fetched: " + e.getMessage(), e);
    } catch (KubernetesClientException e) {
      throw cluster.problems().of(e);
    } finally {
      remove();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending: the hook runs by itself.
      }
    }
  }

  /** The pod's name, once its container runs. */
  private String awaitStart() throws InterruptedException {
    long start = System.nanoTime();
    Long unwellSince = null;
    String why = "no node has taken it";
    while (System.nanoTime() - start < START_LIMIT.toNanos()) {
      Optional<Pod> found = find();
      ContainerState state = found.map(TrainingJob::state).orElse(null);
      if (state != null && state.getRunning() != null) {
        return found.orElseThrow().getMetadata().getName();
      }
      if (state != null && state.getTerminated() != null) {
        throw broken("ended before it began: " + state.getTerminated().getReason(), null);
      }
      String reason =
          state == null || state.getWaiting() == null ? "" : state.getWaiting().getReason();
      boolean unwell = reason != null && !reason.isEmpty() && !reason.equals("ContainerCreating");
      if (unwell) {
        why = reason + ": " + Objects.requireNonNull(state).getWaiting().getMessage();
        unwellSince = unwellSince == null ? Long.valueOf(System.nanoTime()) : unwellSince;
        if (System.nanoTime() - unwellSince > PULL_PATIENCE.toNanos()) {
          break;
        }
      } else {
        unwellSince = null;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    throw broken("did not start in %s: %s".formatted(pod.image(), why), null);
  }

  private int awaitEnd(String name, TrainingLog log, long start) throws InterruptedException {
    while (true) {
      Optional<Integer> code = log.awaitEnd(Duration.ofSeconds(2));
      if (code.isPresent()) {
        return code.get();
      }
      if (System.nanoTime() - start > config.limit().toNanos()) {
        throw broken(
            "ran longer than %d s and was ended".formatted(config.limit().toSeconds()), null);
      }
      Pod present = find().filter(each -> each.getMetadata().getName().equals(name)).orElse(null);
      ContainerState state = present == null ? null : state(present);
      if (present == null || (state != null && state.getTerminated() != null)) {
        // What it wrote last may still be on its way.
        return log.awaitEnd(Duration.ofSeconds(5)).orElseThrow(() -> broken(lost(state), null));
      }
    }
  }

  private static String lost(@Nullable ContainerState state) {
    return state == null
        ? "is gone with its pod; its node may be, or somebody removed it"
        : "was ended: %s%s"
            .formatted(
                state.getTerminated().getReason(),
                "OOMKilled".equals(state.getTerminated().getReason())
                    ? "; give it more memory with train.pod"
                    : "");
  }

  private Optional<Pod> find() {
    return cluster
        .ask(
            () ->
                cluster
                    .client()
                    .pods()
                    .inNamespace(cluster.namespace())
                    .withLabel(TrainingObjects.LABEL, job.getMetadata().getName())
                    .list())
        .getItems()
        .stream()
        .findFirst();
  }

  private static @Nullable ContainerState state(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(status -> TrainingObjects.CONTAINER.equals(status.getName()))
        .map(status -> status.getState())
        .findFirst()
        .orElse(null);
  }

  private void remove() {
    try {
      cluster.askOnly(
          () ->
              cluster
                  .client()
                  .resource(job)
                  .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                  .withGracePeriod(0)
                  .delete());
    } catch (RuntimeException e) {
      listener.warning(
          "Job %s could not be removed; it ends by itself: %s"
              .formatted(job.getMetadata().getName(), e.getMessage()));
    }
  }

  private MlboxException broken(String what, @Nullable Throwable cause) {
    return MlboxException.broken(
        Problem.of("the training Job %s %s".formatted(job.getMetadata().getName(), what))
            .at(config.place()),
        cause);
  }
}
