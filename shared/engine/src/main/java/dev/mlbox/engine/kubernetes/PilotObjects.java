package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.image.BoxImage;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Job that drives a rollout from inside the cluster, and what it may do there. */
final class PilotObjects {
  static final String MAIN = "dev.mlbox.engine.pilot.Pilot";
  static final String LABEL = "mlbox.dev/pilot";

  /** A node that is gone takes the pilot with it for no longer. */
  private static final long GONE_SECONDS = 15;

  /** The Job is not done before the rollout is; each of its pods goes on where the last one was. */
  private static final int RESTARTS = 100;

  private static final int KEPT_SECONDS = 600;

  private final Placement placement;
  private final Names names;

  PilotObjects(Placement placement) {
    this.placement = placement;
    this.names = placement.names();
  }

  /** Account, role and binding. */
  List<HasMetadata> permissions() {
    ObjectMeta metadata = metadata(names.pilot());
    return List.of(
        new ServiceAccountBuilder()
            .withMetadata(metadata)
            .withAutomountServiceAccountToken(false)
            .build(),
        new RoleBuilder()
            .withMetadata(metadata)
            .withRules(Rule.policy(Rule.pilotOf(placement)))
            .build(),
        new RoleBindingBuilder()
            .withMetadata(metadata)
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", names.pilot())
            .addNewSubject()
            .withKind("ServiceAccount")
            .withName(names.pilot())
            .withNamespace(placement.namespace())
            .endSubject()
            .build());
  }

  /** The Job of a version, by name only. */
  Job named(String version) {
    return new JobBuilder().withMetadata(metadata(names.pilot(version))).build();
  }

  /**
   * The Job.
   *
   * @param from who hands the rollout over
   * @param settings what it needs of mlbox.yaml, as JSON
   * @param secrets variables, each with the Secret that holds it under its name
   */
  Job job(Release release, Holder from, String settings, Map<String, String> secrets) {
    Map<String, String> labels = new TreeMap<>(names.labels());
    labels.put(LABEL, release.version());
    return new JobBuilder(named(release.version()))
        .editMetadata()
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(RESTARTS)
        .withTtlSecondsAfterFinished(KEPT_SECONDS)
        .withTemplate(template(release, pod(release, from, settings, secrets)))
        .endSpec()
        .build();
  }

  /** Where boxes need a login to be pulled or a toleration to run, a pilot does. */
  private PodTemplateSpec template(Release release, PodSpec pod) {
    PodTemplateSpec template =
        new PodTemplateSpecBuilder()
            .withNewMetadata()
            // Not the model's labels: budgets and policies of boxes are not a pilot's.
            .withLabels(
                Map.of(LABEL, release.version(), "app.kubernetes.io/managed-by", Names.MANAGER))
            .withAnnotations(
                Map.of(
                    "prometheus.io/scrape",
                    "true",
                    "prometheus.io/port",
                    String.valueOf(BoxPods.METRICS_PORT)))
            .endMetadata()
            .withSpec(pod)
            .build();
    return new PodTemplateSpecBuilder(placement.patch().ofAnyPod().on(template))
        .editSpec()
        .addToTolerations(gone("not-ready"), gone("unreachable"))
        .endSpec()
        .build();
  }

  private PodSpec pod(Release release, Holder from, String settings, Map<String, String> secrets) {
    return new PodSpecBuilder()
        .withServiceAccountName(names.pilot())
        .withAutomountServiceAccountToken(true)
        .withEnableServiceLinks(false)
        .withRestartPolicy("OnFailure")
        .withTerminationGracePeriodSeconds(5L)
        .withSecurityContext(Confinement.ofPod())
        .addNewContainer()
        .withName("pilot")
        .withImage(release.box())
        .withCommand(
            "java",
            "-XX:MaxRAMPercentage=60",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            BoxImage.PILOT_CLASS_PATH,
            MAIN)
        .withEnv(
            variable("MLBOX_PILOT_OF", release.version()),
            variable("MLBOX_PILOT_FROM", from.id()),
            variable("MLBOX_PILOT_JOB", names.pilot(release.version())),
            variable("MLBOX_PILOT_SETTINGS", settings),
            variable("MLBOX_PILOT_SPLITTING", placement.splitting().toString()),
            new EnvVarBuilder()
                .withName("MLBOX_PILOT_POD")
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath("metadata.name")
                .endFieldRef()
                .endValueFrom()
                .build())
        .addNewPort()
        .withName("metrics")
        .withContainerPort(BoxPods.METRICS_PORT)
        .endPort()
        .addAllToEnv(placement.token().ofPilot(release.version()))
        .addAllToEnv(secrets.entrySet().stream().map(PilotObjects::secret).toList())
        .withNewResources()
        .addToRequests("cpu", new Quantity("50m"))
        .addToRequests("memory", new Quantity("256Mi"))
        .addToLimits("memory", new Quantity("256Mi"))
        .endResources()
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withSecurityContext(Confinement.ofContainer())
        .addNewVolumeMount()
        .withName("tmp")
        .withMountPath("/tmp")
        .endVolumeMount()
        .endContainer()
        .addNewVolume()
        .withName("tmp")
        .withNewEmptyDir()
        .endEmptyDir()
        .endVolume()
        .build();
  }

  private static Toleration gone(String how) {
    return new TolerationBuilder()
        .withKey("node.kubernetes.io/" + how)
        .withOperator("Exists")
        .withEffect("NoExecute")
        .withTolerationSeconds(GONE_SECONDS)
        .build();
  }

  /** A Secret that is not there keeps no pilot from starting. */
  private static EnvVar secret(Map.Entry<String, String> variable) {
    return new EnvVarBuilder()
        .withName(variable.getKey())
        .withNewValueFrom()
        .withNewSecretKeyRef(variable.getKey(), variable.getValue(), true)
        .endValueFrom()
        .build();
  }

  private static EnvVar variable(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  private ObjectMeta metadata(String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(placement.namespace())
        .withLabels(names.labels())
        .build();
  }
}
