package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts pilots in a cluster. */
final class Pilots {
  private final Cluster cluster;
  private final OwnObjects objects;
  private final PilotObjects wanted;

  Pilots(Cluster cluster, Placement placement) {
    this.cluster = cluster;
    this.objects = new OwnObjects(cluster, placement.names());
    this.wanted = new PilotObjects(placement);
  }

  /** Starts one, in the place of an earlier one of the same version. */
  void start(Release release, Holder from, String settings, Map<String, String> secrets) {
    List<HasMetadata> all = new ArrayList<>(wanted.permissions());
    Job job = wanted.job(release, from, settings, secrets);
    Optional<Job> before = objects.find(wanted.named(release.version()));
    objects.requireFree(all);
    all.forEach(objects::apply);
    // A Job cannot be changed, and a new one under this name can only be made once it is gone.
    before.ifPresent(
        found ->
            cluster.ask(
                () ->
                    cluster
                        .client()
                        .resource(found)
                        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                        .delete()));
    cluster.ask(() -> cluster.client().resource(job).create());
  }
}
