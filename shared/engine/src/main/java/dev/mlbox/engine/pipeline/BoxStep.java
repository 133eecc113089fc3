package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.PodsConfig;
import dev.mlbox.core.config.StorageConfig;
import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.box.BoxClasspath;
import dev.mlbox.engine.box.BoxFolder;
import dev.mlbox.engine.ground.PackedBox;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model on this machine → a box. */
public final class BoxStep {
  private final Project project;

  public BoxStep(Project project) {
    this.project = project;
  }

  /**
   * Writes the box's folder and names its version.
   *
   * @param measured knows in which order the model takes its columns
   * @param facts for people, kept with the release
   * @param card what people should know of the model, as Markdown
   */
  public PackedBox pack(
      MadeModel model, Measured measured, Map<String, String> facts, String card) {
    ModelSpec spec = model.spec();
    if (spec.kind() == ModelKind.PREDICTIONS) {
      throw MlboxException.invalid(
          Problem.of("ready predictions cannot be served")
              .at(spec.path().toString())
              .expected("an ONNX model or a Python function")
              .remedy("use `mlbox check` for them"));
    }
    BoxManifest manifest = manifest(project, model, measured.given(), facts);
    BoxFolder folder = BoxFolder.write(project.kept("boxes"), manifest, spec.path(), card);
    List<Path> classPath = BoxClasspath.of(project.invocation().classPath());
    return new PackedBox(version(manifest, classPath), folder.folder(), manifest, classPath, facts);
  }

  /** How a model is loaded, with what is known of it. */
  static BoxManifest manifest(
      Project project, MadeModel model, Given given, Map<String, String> facts) {
    ModelSpec spec = model.spec();
    Path name = spec.path().getFileName();
    return new BoxManifest(
        project.config().model().name(),
        spec.kind(),
        spec.kind() == ModelKind.PYTHON ? "model" : String.valueOf(name),
        spec.callable(),
        given.features(),
        given.columns(),
        model.facts().digest().toString(),
        facts);
  }

  /** Everything that decides how a box answers; not where it came from. */
  private String version(BoxManifest manifest, List<Path> classPath) {
    DeployConfig deploy = project.config().deploy();
    BoxManifest bare =
        new BoxManifest(
            manifest.model(),
            manifest.kind(),
            manifest.path(),
            manifest.callable(),
            manifest.features(),
            manifest.columns(),
            manifest.digest(),
            Map.of());
    List<String> parts = new ArrayList<>();
    parts.add(Json.write(bare));
    for (Path entry : classPath) {
      parts.add(entry.getFileName() + " " + size(entry));
    }
    StorageConfig storage = deploy.storage();
    if (storage != null) {
      // What is not to be kept must not be kept by boxes that run already.
      parts.add("keeps %s in %s".formatted(storage.limits(1), storage.volume()));
    }
    if (deploy.target() == DeployConfig.Target.KUBERNETES) {
      parts.add(deploy.base());
      parts.add(deploy.pods().resources().toString());
      parts.add(Json.write(deploy.pods().patch()));
      PodsConfig.Guard guard = deploy.pods().guard();
      if (!guard.token() || guard.metricsSecret() != null) {
        parts.add("token %s, metrics %s".formatted(guard.token(), guard.metricsSecret()));
      }
    }
    return Digest.of(String.join("\n", parts)).brief();
  }

  private static long size(Path entry) {
    try {
      return Files.isRegularFile(entry) ? Files.size(entry) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
