package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.port.RolloutMemory;
import dev.mlbox.core.port.TrafficSplitter;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Splitting;
import dev.mlbox.core.rollout.Weight;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;

/**
 * The model's Service leads to the boxes of both versions, and their numbers are the weight: the
 * last resort, where each connection is drawn and not each request.
 */
final class ReplicaSplitter implements TrafficSplitter {
  private final OwnObjects objects;
  private final BoxObjects wanted;
  private final Pods pods;
  private final RolloutMemory memory;

  /**
   * @param memory knows who is on trial
   */
  ReplicaSplitter(OwnObjects objects, BoxObjects wanted, Pods pods, RolloutMemory memory) {
    this.objects = objects;
    this.wanted = wanted;
    this.pods = pods;
    this.memory = memory;
  }

  @Override
  public Splitting kind() {
    return Splitting.REPLICAS;
  }

  @Override
  public void split(Split split) {
    Route canary = split.canary();
    Service service =
        canary == null
            ? wanted.service(split.stable().version())
            : wanted.serviceOfAll(split.stable().version());
    objects.requireFree(List.of(service));
    objects.apply(service);
  }

  /** What the boxes that are ready now make of it. */
  @Override
  public Weight current() {
    Lease lease = memory.load().record().lease();
    Route canary = lease == null ? null : lease.canary();
    if (lease == null || canary == null) {
      return Weight.ZERO;
    }
    boolean both =
        objects
            .find(wanted.service(lease.stable().version()))
            .map(service -> service.getSpec().getSelector())
            .filter(selector -> !selector.containsKey(Names.VERSION_LABEL))
            .isPresent();
    int onTrial = pods.ready(canary.version()).size();
    int all = onTrial + pods.ready(lease.stable().version()).size();
    return both ? TrafficObjects.Parts.weight(onTrial, all) : Weight.ZERO;
  }
}
