package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;

/** What says how many boxes of a version there are, and how many may be missing. */
final class BoxScale {
  private final Placement placement;

  BoxScale(Placement placement) {
    this.placement = placement;
  }

  /** A drained node takes one box at a time, or one of fifty: the percentage is rounded up. */
  PodDisruptionBudget budget(String version) {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(metadata(version))
        .withNewSpec()
        .withNewMaxUnavailable("2%")
        .withNewSelector()
        .withMatchLabels(placement.names().selector(version))
        .endSelector()
        .endSpec()
        .build();
  }

  /**
   * Makes boxes as they get busy.
   *
   * @param floor never fewer than these, whatever the configuration says; at least 1
   */
  HorizontalPodAutoscaler autoscaler(String version, int floor) {
    return new HorizontalPodAutoscalerBuilder()
        .withMetadata(metadata(version))
        .withNewSpec()
        .withNewScaleTargetRef("apps/v1", "Deployment", placement.names().of(version))
        .withMinReplicas(floor)
        .withMaxReplicas(Math.max(floor, placement.scale().replicas().most()))
        .addNewMetric()
        .withType("Resource")
        .withNewResource()
        .withName("cpu")
        .withNewTarget()
        .withType("Utilization")
        .withAverageUtilization((int) Math.max(1, Math.round(placement.scale().busy() * 100)))
        .endTarget()
        .endResource()
        .endMetric()
        .endSpec()
        .build();
  }

  private ObjectMeta metadata(String version) {
    return new ObjectMetaBuilder()
        .withName(placement.names().of(version))
        .withNamespace(placement.namespace())
        .withLabels(placement.names().labels(version))
        .build();
  }
}
