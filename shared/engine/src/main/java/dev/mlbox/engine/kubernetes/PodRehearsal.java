package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Release;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows the API server a pod with the user's own fields, to be thrown away: a misspelt field is
 * found before anything is trained and built, not when the canary is made.
 */
final class PodRehearsal {
  private final Cluster cluster;
  private final Placement placement;

  PodRehearsal(Cluster cluster, Placement placement) {
    this.cluster = cluster;
    this.placement = placement;
  }

  /**
   * What the API server says against it; nothing when no fields of the user's own are set.
   *
   * @param beside which may be what the fields are for; null when there is none
   */
  Optional<Problem> problem(Release.@Nullable Beside beside) {
    PodPatch patch = placement.patch();
    if (patch.fields().isEmpty()) {
      return Optional.empty();
    }
    Release any = new Release("0000000000", "", "rehearsal", Map.of(), beside);
    Deployment deployment = new BoxPods(placement, any).deployment();
    try {
      cluster.askOnly(
          () ->
              cluster
                  .client()
                  .resource(deployment)
                  .dryRun()
                  .fieldManager(Names.MANAGER)
                  .forceConflicts()
                  .serverSideApply());
      return Optional.empty();
    } catch (KubernetesClientException e) {
      if (!ApiProblems.isAgainstTheObject(e)) {
        throw cluster.problems().of(e);
      }
      return Optional.of(
          Problem.of("deploy.pod is refused: " + ApiProblems.said(e))
              .at(patch.place())
              .expected("fields of a pod's spec, as `kubectl explain pod.spec` lists them"));
    }
  }
}
