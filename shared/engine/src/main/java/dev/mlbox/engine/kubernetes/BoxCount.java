package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.rollout.BoxShares;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.Replicas;
import dev.mlbox.core.rollout.Weight;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;

/**
 * How many boxes of each version there are. During a rollout both versions have a floor below which
 * no autoscaler goes: the canary what its next share needs, the stable version what it has.
 */
final class BoxCount {
  private final Cluster cluster;
  private final OwnObjects objects;
  private final BoxObjects wanted;
  private final BoxScale scale;
  private final Replicas replicas;
  private final boolean byNumber;

  BoxCount(Cluster cluster, OwnObjects objects, Placement placement) {
    this.cluster = cluster;
    this.objects = objects;
    this.wanted = new BoxObjects(placement);
    this.scale = new BoxScale(placement);
    this.replicas = placement.scale().replicas();
    this.byNumber = placement.splitting().isByNumber();
  }

  /** As {@link dev.mlbox.core.port.Workloads#provide}. */
  void provide(Weight share, Release release, Release serving) {
    // One that had to be made again begins with a single box.
    int others = Math.max(replicas.least(), present(serving.version()));
    atLeast(serving.version(), others);
    if (byNumber && !share.equals(Weight.ALL)) {
      exactly(release.version(), new BoxShares(others).nearest(share));
    } else {
      atLeast(release.version(), replicas.forShare(share, others));
    }
  }

  /** As {@link dev.mlbox.core.port.Workloads#rest}. */
  void rest(Release release) {
    String version = release.version();
    PodDisruptionBudget budget = scale.budget(version);
    if (replicas.most() > 1 && objects.find(budget).isEmpty()) {
      objects.apply(budget);
    }
    if (replicas.isRange()) {
      atLeast(version, replicas.least());
    } else {
      // An autoscaler of an earlier configuration would go on choosing.
      remove(scale.autoscaler(version, 1));
      if (present(version) != replicas.least()) {
        set(version, replicas.least());
      }
    }
  }

  /** Where boxes are the weight, one too many is too much weight. */
  private void exactly(String version, int boxes) {
    if (present(version) != boxes) {
      set(version, boxes);
    }
  }

  private void atLeast(String version, int boxes) {
    if (replicas.isRange()) {
      HorizontalPodAutoscaler floor = scale.autoscaler(version, boxes);
      boolean applied =
          objects
              .find(floor)
              .map(HorizontalPodAutoscaler::getSpec)
              .filter(
                  spec ->
                      spec.getMinReplicas() == boxes
                          && spec.getMaxReplicas().equals(floor.getSpec().getMaxReplicas()))
              .isPresent();
      if (!applied) {
        objects.apply(floor);
      }
    }
    if (present(version) < boxes) {
      set(version, boxes);
    }
  }

  private int present(String version) {
    Optional<Deployment> found = objects.find(wanted.named(version));
    Integer boxes = found.map(deployment -> deployment.getSpec().getReplicas()).orElse(0);
    return boxes == null ? 1 : boxes;
  }

  private void set(String version, int boxes) {
    Deployment named = wanted.named(version);
    cluster.ask(
        () ->
            cluster
                .client()
                .resource(named)
                .patch(
                    new PatchContext.Builder()
                        .withPatchType(PatchType.JSON_MERGE)
                        .withFieldManager(Names.MANAGER)
                        .build(),
                    "{\"spec\":{\"replicas\":%d}}".formatted(boxes)));
  }

  private void remove(HorizontalPodAutoscaler autoscaler) {
    objects
        .find(autoscaler)
        .ifPresent(found -> cluster.ask(() -> cluster.client().resource(found).delete()));
  }
}
