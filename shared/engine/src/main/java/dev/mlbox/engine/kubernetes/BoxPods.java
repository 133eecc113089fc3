package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.rollout.Release;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The boxes of one version as Kubernetes runs them; how many there are is {@link BoxCount}'s. */
final class BoxPods {
  static final String CONTAINER = "box";
  static final int PORT = 8080;
  static final int METRICS_PORT = 9090;
  private static final String HTTP = "http";
  private static final String WORKERS = "MLBOX_WORKERS";

  private static final int OTHER_PORT = 8081;

  /** Longer than a box drains: 2 min at most until nobody sends any more, then {@link #FINISH}. */
  private static final long GRACE_SECONDS = 155;

  /** 20 s for what is under way, and some for whoever asks for its counts and its end. */
  private static final long FINISH = 35;

  private static final String LISTENS = "MLBOX_DRAIN_DELAY_MOST";

  private final Placement placement;
  private final Release release;

  BoxPods(Placement placement, Release release) {
    this.placement = placement;
    this.release = release;
  }

  Deployment deployment() {
    Names names = placement.names();
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(names.of(release.version()))
        .withNamespace(placement.namespace())
        .withLabels(names.labels(release.version()))
        .endMetadata()
        .withNewSpec()
        .withReplicas(1)
        .withRevisionHistoryLimit(0)
        .withNewSelector()
        .withMatchLabels(names.selector(release.version()))
        .endSelector()
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withNewMaxSurge(1)
        .withNewMaxUnavailable(0)
        .endRollingUpdate()
        .endStrategy()
        .withTemplate(completed(placement.patch().on(keeping(template()))))
        .endSpec()
        .build();
  }

  /** With what depends on what the user's own patch has left. */
  private PodTemplateSpec completed(PodTemplateSpec patched) {
    BesidePod.endsAfterBox(patched);
    withinGrace(patched.getSpec());
    return withWorkers(patched);
  }

  /** Who gives pods less time to end has boxes that listen for less. */
  private static void withinGrace(PodSpec pod) {
    Long grace = pod.getTerminationGracePeriodSeconds();
    Container box = box(pod);
    if (grace != null
        && grace < GRACE_SECONDS
        && box.getEnv().stream().noneMatch(each -> LISTENS.equals(each.getName()))) {
      box.getEnv().add(variable(LISTENS, Math.max(0, grace - FINISH) + "s"));
    }
  }

  private static Container box(PodSpec pod) {
    return pod.getContainers().stream()
        .filter(container -> CONTAINER.equals(container.getName()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * A box sees all cores of its node unless its processor time is limited, and would start as many
   * Python processes there, each with the model in memory. So it is told, by what the user's own
   * patch has left of the container.
   */
  private PodTemplateSpec withWorkers(PodTemplateSpec patched) {
    Container box = box(patched.getSpec());
    if (box.getEnv().stream().noneMatch(each -> WORKERS.equals(each.getName()))) {
      box.getEnv().add(variable(WORKERS, String.valueOf(workers(box.getResources()))));
    }
    return patched;
  }

  private int workers(@Nullable ResourceRequirements resources) {
    if (placement.size().workers() > 0) {
      return placement.size().workers();
    }
    if (resources == null) {
      // Taken away by the user's own patch.
      return 1;
    }
    Quantity limit = resources.getLimits().get("cpu");
    Quantity cpu = limit == null ? resources.getRequests().get("cpu") : limit;
    return cpu == null
        ? 1
        : Math.max(1, cpu.getNumericalAmount().setScale(0, RoundingMode.CEILING).intValue());
  }

  private PodTemplateSpec keeping(PodTemplateSpec template) {
    return placement.volume().map(volume -> volume.on(template)).orElse(template);
  }

  private PodTemplateSpec template() {
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .withLabels(placement.names().labels(release.version()))
        .endMetadata()
        .withSpec(pod())
        .build();
  }

  private List<Container> containers() {
    Release.Beside server = release.beside();
    if (server == null) {
      return List.of(container());
    }
    Container box =
        new ContainerBuilder(container())
            .addToEnv(variable("MLBOX_SERVER", "http://127.0.0.1:" + server.port()))
            .withResources(BesidePod.BOX)
            .withSecurityContext(Confinement.ofOneContainer())
            .build();
    return List.of(box, new BesidePod(placement.size(), server).container());
  }

  private PodSpec pod() {
    Names names = placement.names();
    return new PodSpecBuilder()
        .withServiceAccountName(names.memory())
        .withAutomountServiceAccountToken(true)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(GRACE_SECONDS)
        .withSecurityContext(
            release.beside() == null ? Confinement.ofPod() : Confinement.ofSharedPod())
        .addNewTopologySpreadConstraint()
        .withMaxSkew(1)
        .withTopologyKey("kubernetes.io/hostname")
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withLabelSelector(
            new LabelSelectorBuilder().withMatchLabels(names.selector(release.version())).build())
        .endTopologySpreadConstraint()
        .withContainers(containers())
        .addNewVolume()
        .withName("tmp")
        .withNewEmptyDir()
        .endEmptyDir()
        .endVolume()
        .build();
  }

  private Container container() {
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(release.box())
        .withEnv(
            variable("MLBOX_VERSION", release.version()),
            variable("MLBOX_PORT", String.valueOf(port())),
            variable("MLBOX_METRICS_PORT", String.valueOf(METRICS_PORT)),
            variable(
                "MLBOX_LEASE",
                "configmap:%s/%s".formatted(placement.namespace(), placement.names().memory())))
        .addAllToEnv(placement.token().ofBox(release.version()))
        .addNewPort()
        .withName(HTTP)
        .withContainerPort(port())
        .endPort()
        .addNewPort()
        .withName("metrics")
        .withContainerPort(METRICS_PORT)
        .endPort()
        .withResources(placement.size().resources())
        .withStartupProbe(probe("/v2/health/live", 1, placement.size().startSeconds()))
        .withLivenessProbe(probe("/v2/health/live", 10, 3))
        .withReadinessProbe(probe("/v2/health/ready", 2, 3))
        .withSecurityContext(Confinement.ofContainer())
        .addNewVolumeMount()
        .withName("tmp")
        .withMountPath("/tmp")
        .endVolumeMount()
        .build();
  }

  /** A pod has one set of ports, and a server of the user's own chose first. */
  private int port() {
    Release.Beside server = release.beside();
    return server != null && server.port() == PORT ? OTHER_PORT : PORT;
  }

  /** Where a box takes its clients' requests. */
  static int servingPort(Pod pod) {
    return pod.getSpec().getContainers().stream()
        .filter(container -> CONTAINER.equals(container.getName()))
        .flatMap(container -> container.getPorts().stream())
        .filter(each -> HTTP.equals(each.getName()))
        .map(ContainerPort::getContainerPort)
        .findFirst()
        .orElse(PORT);
  }

  private static Probe probe(String path, int everySeconds, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withNewPort(HTTP)
        .endHttpGet()
        .withPeriodSeconds(everySeconds)
        .withTimeoutSeconds(2)
        .withFailureThreshold(failures)
        .build();
  }

  private static EnvVar variable(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }
}
