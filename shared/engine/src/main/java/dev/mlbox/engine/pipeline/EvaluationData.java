package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.SparkConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.config.StorageConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.ground.Ground;
import dev.mlbox.engine.ground.Grounds;
import dev.mlbox.engine.live.KeptSamples;
import dev.mlbox.engine.live.LiveData;
import dev.mlbox.engine.live.LiveWindow;
import dev.mlbox.engine.project.Project;
import dev.mlbox.engine.spark.SparkData;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows that the configuration names: in a file, behind a URL, or what boxes have kept. */
public final class EvaluationData {
  private final Project project;
  private final EvaluateConfig config;

  public EvaluationData(Project project) {
    this.project = project;
    this.config = project.config().evaluate();
  }

  /** The rows to evaluate on, with their truth. */
  public DataSource open() {
    SparkConfig spark = project.config().spark();
    return spark == null
        ? open(config.data(), config.target().text())
        : SparkData.open(project, spark);
  }

  /** Recent requests; empty when none are wanted. */
  Optional<DataSource> live() {
    Stated live = config.live();
    return live == null ? Optional.empty() : Optional.of(open(live, null));
  }

  private DataSource open(Stated location, @Nullable String target) {
    Optional<LiveWindow> window = LiveWindow.of(location);
    return window.isEmpty()
        ? DataSource.open(location, project.folder())
        : DataSource.of(location, kept(window.get(), target));
  }

  private Path kept(LiveWindow window, @Nullable String target) {
    StorageConfig storage = project.config().deploy().storage();
    Stated bucket = storage == null ? null : storage.bucket();
    if (bucket != null) {
      try (BucketSamples samples = BucketSamples.open(bucket, project.invocation().environment())) {
        return rows(samples, window, target);
      }
    }
    try (Ground ground = Grounds.open(project)) {
      KeptSamples samples =
          ground
              .samples()
              .orElseThrow(
                  () ->
                      MlboxException.invalid(
                          Problem.of("nothing is kept of requests")
                              .at(window.stated().place())
                              .expected("deploy.storage, such as storage: {size: 10Gi}")
                              .remedy(
                                  "set it and deploy; until there is traffic, evaluate on a file")));
      return rows(samples, window, target);
    }
  }

  private Path rows(KeptSamples samples, LiveWindow window, @Nullable String target) {
    Path folder = project.kept("live").resolve(project.config().model().name());
    return new LiveData(samples, folder, this::tell).rows(window, target, Instant.now());
  }

  private void tell(String text) {
    project.invocation().listener().on(new Event.Noted("live", text));
  }
}
