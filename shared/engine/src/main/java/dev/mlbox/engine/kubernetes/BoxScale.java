package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.rollout.Busy;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
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
        .withMetrics(measure(placement.scale().busy()))
        .endSpec()
        .build();
  }

  private static MetricSpec measure(Busy busy) {
    if (busy instanceof Busy.InFlight inFlight) {
      return new MetricSpecBuilder()
          .withType("Pods")
          .withNewPods()
          .withNewMetric()
          .withName(Busy.InFlight.METRIC)
          .endMetric()
          .withNewTarget()
          .withType("AverageValue")
          .withAverageValue(new Quantity(String.valueOf(inFlight.requests())))
          .endTarget()
          .endPods()
          .build();
    }
    double share = ((Busy.Processor) busy).share().share();
    return new MetricSpecBuilder()
        .withType("Resource")
        .withNewResource()
        .withName("cpu")
        .withNewTarget()
        .withType("Utilization")
        .withAverageUtilization((int) Math.max(1, Math.round(share * 100)))
        .endTarget()
        .endResource()
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
