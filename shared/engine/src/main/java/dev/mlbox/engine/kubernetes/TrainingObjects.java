package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.config.TrainingPod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Job in which a command runs on files that are brought to it. Its container waits until they are
 * there, runs the command, says how it ended, and waits until its output was fetched.
 */
final class TrainingObjects {
  static final String CONTAINER = "train";
  static final String LABEL = "mlbox.dev/training";
  static final String FOLDER = "/mlbox";
  static final String INPUTS = FOLDER + "/inputs.tar";
  static final String OUTPUT = FOLDER + "/output.tar";
  static final String GO = FOLDER + "/go";

  /** Fetching takes its time, and a build that is gone fetches nothing. */
  private static final Duration AROUND = Duration.ofMinutes(15);

  private static final int KEPT_SECONDS = 60;

  /** $1: the line that says how it ended; $2: what to fetch; the rest: the command. */
  private static final String SCRIPT =
      """
      mark=$1; output=$2; shift 2
      mkdir -p /mlbox/work /mlbox/home; cd /mlbox/work
      i=0; while [ ! -f /mlbox/go ] && [ $i -lt 3000 ]; do sleep 0.2; i=$((i+1)); done
      tar -xf /mlbox/inputs.tar || exit 125
      HOME=/mlbox/home "$@" 2>&1; code=$?
      if [ $code -eq 0 ] && [ -e "$output" ]; then tar -cf /mlbox/output.tar "$output" || code=125; fi
      echo; echo "$mark $code"
      i=0; while [ ! -f /mlbox/taken ] && [ $i -lt 3000 ]; do sleep 0.2; i=$((i+1)); done
      exit $code
      """;

  private final String model;
  private final String namespace;

  TrainingObjects(String model, String namespace) {
    this.model = model;
    this.namespace = namespace;
  }

  /**
   * The Job.
   *
   * @param name of it
   * @param mark which no command prints
   */
  Job job(String name, String mark, TrainConfig config, TrainingPod pod, List<String> words) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "train", mark));
    command.add(config.output());
    command.addAll(words);
    PodTemplateSpec template =
        new PodTemplateSpecBuilder()
            .withNewMetadata()
            .withLabels(Map.of(LABEL, name, "app.kubernetes.io/managed-by", Names.MANAGER))
            .endMetadata()
            .withNewSpec()
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withRestartPolicy("Never")
            .withTerminationGracePeriodSeconds(5L)
            .withSecurityContext(Confinement.ofPod())
            .addNewContainer()
            .withName(CONTAINER)
            .withImage(pod.image())
            .withCommand(command)
            .withSecurityContext(Confinement.ofForeignContainer())
            .addNewVolumeMount()
            .withName("mlbox")
            .withMountPath(FOLDER)
            .endVolumeMount()
            .endContainer()
            .addNewVolume()
            .withName("mlbox")
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume()
            .endSpec()
            .build();
    return new JobBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .withLabels(Map.of(LABEL, model, "app.kubernetes.io/managed-by", Names.MANAGER))
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withActiveDeadlineSeconds(config.limit().plus(AROUND).toSeconds())
        .withTtlSecondsAfterFinished(KEPT_SECONDS)
        .withTemplate(new PodPatch(pod.patch(), config.place()).on(template, "train.pod"))
        .endSpec()
        .build();
  }
}
