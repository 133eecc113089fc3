package dev.mlbox.engine.ground;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.LocalNodes;
import dev.mlbox.core.config.NotifyConfig;
import dev.mlbox.core.config.ServerConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.plan.Step;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Health;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.engine.box.BoxClasspath;
import dev.mlbox.engine.image.BoxContents;
import dev.mlbox.engine.image.BoxImage;
import dev.mlbox.engine.image.BoxPull;
import dev.mlbox.engine.image.ImageRef;
import dev.mlbox.engine.image.NodeImages;
import dev.mlbox.engine.image.RegistrySettings;
import dev.mlbox.engine.image.Signatures;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.kubernetes.KubernetesTarget;
import dev.mlbox.engine.live.KeptSamples;
import dev.mlbox.engine.project.Project;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A Kubernetes cluster. */
public final class ClusterGround implements Ground {
  private final Project project;
  private final KubernetesTarget cluster;

  public ClusterGround(Project project, WallClock clock) {
    this.project = project;
    this.cluster =
        KubernetesTarget.open(
            project.config().model().name(), deploy(), project.invocation().environment(), clock);
  }

  private DeployConfig deploy() {
    return project.config().deploy();
  }

  @Override
  public String place() {
    return cluster.place();
  }

  @Override
  public Target target() {
    return cluster.target();
  }

  @Override
  public void requireUsable() {
    cluster.requireUsable(beside());
    Optional<NodeImages> nodes = nodes();
    if (signatures().isPresent() && nodes.isPresent()) {
      throw MlboxException.invalid(
          Problem.of("an image that goes into the nodes cannot be signed")
              .at(Objects.requireNonNull(deploy().signature()).key().place())
              .expected("deploy.image, a registry that has the signature beside the image"));
    }
    if (nodes.isPresent()) {
      nodes.get().require();
    } else {
      BoxImage.requireReachable(
          repository(), RegistrySettings.of(project.invocation().environment()));
    }
  }

  private Optional<Signatures> signatures() {
    return Optional.ofNullable(deploy().signature())
        .map(
            keys ->
                Signatures.read(
                    RegistrySettings.of(project.invocation().environment()),
                    keys,
                    project.folder()));
  }

  @Override
  public void requireSigned(Release release) {
    Release.Beside server = release.beside();
    String beside = server == null ? null : server.image();
    signatures().ifPresent(by -> by.require(release.box(), beside, deploy().place()));
  }

  @Override
  public Packed pack(PackedBox box) {
    Stated base = new Stated(deploy().base(), deploy().place());
    BoxImage maker =
        new BoxImage(
            RegistrySettings.of(project.invocation().environment()),
            project.invocation().listener());
    BoxContents contents = BoxContents.of(box.folder(), box.classPath(), pilot(), box.manifest());
    Optional<NodeImages> nodes = nodes();
    if (nodes.isPresent()) {
      String loaded = nodes.get().load(maker, base, project.config().model().name(), contents);
      return packed(box, loaded, loaded + "  in the nodes of " + nodes.get());
    }
    ImageRef image = maker.build(base, repository(), contents);
    return packed(box, image.reference(), image.reference() + "  " + image.summary());
  }

  private Packed packed(PackedBox box, String image, String words) {
    built().note(image, box.folder());
    return new Packed(
        new Release(box.version(), box.manifest().digest(), image, box.facts(), beside()), words);
  }

  private Stated repository() {
    return Objects.requireNonNull(deploy().image(), "the plan has checked deploy.image");
  }

  private Optional<NodeImages> nodes() {
    return deploy()
        .nodes()
        .map(nodes -> new NodeImages(nodes, deploy().place(), project.invocation().environment()));
  }

  private Release.@Nullable Beside beside() {
    ServerConfig server = project.config().model().server();
    return server == null ? null : server.beside();
  }

  private List<Path> pilot() {
    return deploy().pilot() == DeployConfig.Pilot.CLUSTER
        ? BoxClasspath.ofPilot(project.invocation().classPath())
        : List.of();
  }

  @Override
  public void handOver(Release release, Holder from) {
    Map<String, String> secrets = new TreeMap<>();
    for (NotifyConfig.Hook hook : project.config().notices().hooks()) {
      if (hook.secret() != null) {
        secrets.put(hook.variable(), hook.secret());
      }
    }
    cluster.startPilot(release, from, PilotSettings.of(project.settings()), secrets);
  }

  /** The very box, when its image was built on this machine. */
  @Override
  public Optional<Path> boxOf(Release release) {
    return built().find(release.box());
  }

  private BuiltBoxes built() {
    return new BuiltBoxes(project.kept("built"), project.kept("boxes"));
  }

  /** Out of the image that the cluster runs; kept like one that was built here. */
  @Override
  public Optional<Path> pulled(Release release) {
    if (release.box().startsWith(LocalNodes.REPOSITORY)) {
      // It is in the nodes and nowhere else.
      return Optional.empty();
    }
    Path folder = project.kept("boxes").resolve("pulled-" + BuiltBoxes.digest(release.box()));
    if (!Files.isDirectory(folder)) {
      new BoxPull(RegistrySettings.of(project.invocation().environment()))
          .pull(new Stated(release.box(), deploy().place()), folder);
    }
    if (!release.model().equals(modelOf(folder))) {
      throw MlboxException.broken(
          Problem.of(
                  "the box in %s holds another model than %s"
                      .formatted(release.box(), release.version()))
              .expected(release.model()),
          null);
    }
    return Optional.of(folder);
  }

  private static @Nullable String modelOf(Path folder) {
    Path file = folder.resolve(BoxManifest.FILE);
    try {
      return Files.exists(file)
          ? Json.read(Files.readString(file), BoxManifest.class, file.toString()).digest()
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public Optional<KeptSamples> samples() {
    return cluster.samples();
  }

  @Override
  public List<String> revive() {
    return List.of();
  }

  @Override
  public Optional<URI> address() {
    return Optional.empty();
  }

  @Override
  public List<Step> processes() {
    RolloutRecord record = target().memory().load().record();
    List<Step> steps = new ArrayList<>();
    for (Release release : java.util.Arrays.asList(record.stable(), record.canary())) {
      if (release != null) {
        Health health = target().workloads().health(release.version());
        String trouble = health.trouble().isEmpty() ? "" : ", " + health.trouble();
        steps.add(
            new Step(
                release.version(),
                "%d of %d boxes ready%s".formatted(health.ready(), health.wanted(), trouble)));
      }
    }
    return steps;
  }

  @Override
  public List<String> stop() {
    String model = project.config().model().name();
    throw MlboxException.invalid(
        Problem.of(
                "`mlbox stop` ends the processes of the local target, and %s is on a cluster"
                    .formatted(model))
            .at(place())
            .expected("deploy.to: local")
            .remedy(
                "`%s` removes the model from the cluster, and what clients get from it"
                    .formatted(cluster.removal())));
  }

  @Override
  public void close() {
    cluster.close();
  }
}
