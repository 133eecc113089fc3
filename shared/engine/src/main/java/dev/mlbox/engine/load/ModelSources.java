package dev.mlbox.engine.load;

import dev.mlbox.core.config.LoadConfig;
import dev.mlbox.core.port.LoadedModel;
import dev.mlbox.core.port.ModelSource;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** All places that models are loaded from, behind one: the first that takes an address loads it. */
public final class ModelSources implements ModelSource {
  private final List<ModelSource> sources;

  public ModelSources(List<ModelSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * Those that mlbox knows.
   *
   * @param folder of mlbox.yaml
   */
  public static ModelSources of(
      Path folder, CacheFolder cache, Map<String, String> environment, StepListener listener) {
    return new ModelSources(
        List.of(
            new GitSource(folder, cache, environment, listener),
            new HttpSource(cache, listener),
            new FileSource(folder)));
  }

  @Override
  public boolean takes(String from) {
    return sources.stream().anyMatch(source -> source.takes(from));
  }

  @Override
  public LoadedModel load(LoadConfig config) {
    return sources.stream()
        .filter(source -> source.takes(config.from()))
        .findFirst()
        .orElseThrow(
            () ->
                Received.invalid(
                    Problem.of(
                            "models are not loaded from `%s:`"
                                .formatted(config.from().replaceAll(":.*", "")))
                        .expected(
                            "a path, git+URL#path@ref, git:ref:path, or https://… with `sha256`"),
                    config))
        .load(config);
  }
}
