package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.port.TrafficSplitter;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.Replicas;
import dev.mlbox.core.rollout.Route;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What would be made, as YAML; no cluster is asked. */
public final class DryRun {
  private static final Holder BEGINS = new Holder("the command that begins it", "mlbox deploy");

  private DryRun() {}

  /**
   * All objects of a model's first version, in the order in which they are made, and the pilot's,
   * which drives the next ones.
   *
   * @param environment for {@code KUBECONFIG}, whose context may name the namespace
   */
  public static String yaml(
      String model, DeployConfig deploy, Release release, Map<String, String> environment) {
    String namespace =
        deploy.namespace() == null
            ? Kubeconfig.read(deploy, environment).namespace()
            : deploy.namespace();
    Placement placement = Placement.of(model, deploy, namespace);
    BoxObjects objects = new BoxObjects(placement);
    List<HasMetadata> all = new ArrayList<>(List.of(objects.memory()));
    NetworkPolicy guard = null;
    placement.volume().ifPresent(volume -> all.addAll(volume.shown()));
    if (placement.guard().token()) {
      all.add(placement.token().shown(release.version()));
    }
    for (HasMetadata object : objects.of(release)) {
      if (object instanceof Deployment deployment) {
        deployment.getSpec().setReplicas(placement.scale().replicas().least());
        if (placement.guarded()) {
          guard =
              new BoxGuard(placement, ApiServer.USUAL_PORTS).policy(release.version(), deployment);
        }
      }
      all.add(object);
    }
    if (guard != null) {
      // Its owner has no identity before it is made.
      guard.getMetadata().setOwnerReferences(List.of());
      all.add(guard);
    }
    Replicas replicas = placement.scale().replicas();
    if (replicas.isRange()) {
      all.add(new BoxScale(placement).autoscaler(release.version(), replicas.least()));
    }
    all.add(objects.service(release.version()));
    all.addAll(
        new TrafficObjects(placement)
            .of(
                placement.splitting(),
                TrafficSplitter.Split.only(new Route(release.version(), ""))));
    if (deploy.pilot() == DeployConfig.Pilot.CLUSTER) {
      PilotObjects pilot = new PilotObjects(placement);
      all.addAll(pilot.permissions());
      all.add(pilot.job(release, BEGINS, "what of mlbox.yaml a rollout needs, as JSON", Map.of()));
    }
    return all.stream().map(Serialization::asYaml).collect(Collectors.joining());
  }
}
