package dev.mlbox.engine.ground;

import dev.mlbox.core.config.StorageConfig;
import dev.mlbox.core.plan.Step;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.box.BoxClasspath;
import dev.mlbox.engine.live.KeptSamples;
import dev.mlbox.engine.local.BoxJava;
import dev.mlbox.engine.local.LocalSite;
import dev.mlbox.engine.local.LocalTarget;
import dev.mlbox.engine.process.Interpreter;
import dev.mlbox.engine.project.Project;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The local target: server processes of this machine. */
public final class LocalGround implements Ground {
  private final Project project;
  private final LocalTarget local;
  private List<Path> classpath = List.of();

  public LocalGround(Project project) {
    this.project = project;
    BoxJava java = new BoxJava(BoxJava.executable(), this::classpath, this::settings);
    this.local =
        LocalTarget.open(
            new LocalSite(
                project.folder().resolve(Project.KEPT),
                name(project),
                project.config().deploy().port(),
                project.config().deploy().place(),
                java),
            project.invocation().environment());
  }

  private List<Path> classpath() {
    if (classpath.isEmpty()) {
      classpath = BoxClasspath.of(project.invocation().classPath());
    }
    return classpath;
  }

  /** Of boxes that are to be started; those that run can be seen and ended without. */
  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    if (project.config().model().needsPython()) {
      settings.put(
          "MLBOX_PYTHON",
          new Interpreter(
                  project.folder(),
                  project.config().model().python(),
                  project.invocation().environment())
              .require(project.pythonPlace())
              .program()
              .toString());
    }
    int workers = project.config().deploy().pods().resources().workers();
    if (workers > 0) {
      settings.put("MLBOX_WORKERS", Integer.toString(workers));
    }
    StorageConfig storage = project.config().deploy().storage();
    if (storage != null) {
      settings.putAll(storage.limits(1));
    }
    return settings;
  }

  /** Each environment has boxes, a record and a front of its own. */
  private static String name(Project project) {
    String model = project.config().model().name();
    return project.environment() == null ? model : model + "@" + project.environment().name();
  }

  @Override
  public String place() {
    return project.environment() == null
        ? "local target"
        : "local target, environment " + project.environment().name();
  }

  @Override
  public Target target() {
    return local.target();
  }

  @Override
  public void requireUsable() {
    local.requirePort();
    settings();
    classpath();
  }

  @Override
  public Packed pack(PackedBox box) {
    Path kept = project.folder().resolve(Project.KEPT);
    String relative = kept.relativize(box.folder()).toString().replace('\\', '/');
    return new Packed(
        new Release(box.version(), box.manifest().digest(), relative, box.facts()),
        "folder " + Project.KEPT + "/" + relative);
  }

  @Override
  public Optional<Path> boxOf(Release release) {
    return Optional.of(project.folder().resolve(Project.KEPT).resolve(release.box()))
        .filter(Files::isDirectory);
  }

  /** Also of boxes that kept something once, and do not any more. */
  @Override
  public Optional<KeptSamples> samples() {
    return Optional.of(local.samples());
  }

  @Override
  public List<String> revive() {
    return local.revive();
  }

  @Override
  public Optional<URI> address() {
    return Optional.of(local.address());
  }

  @Override
  public List<Step> processes() {
    return local.processes().stream()
        .map(
            each ->
                new Step(
                    each.name(),
                    "%s, process %d, %s"
                        .formatted(
                            each.address(), each.pid(), each.ready() ? "ready" : "not ready")))
        .toList();
  }

  @Override
  public List<String> stop() {
    return local.stop();
  }

  @Override
  public void close() {}
}
