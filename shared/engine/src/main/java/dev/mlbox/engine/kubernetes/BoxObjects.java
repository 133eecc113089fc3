package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.rollout.Release;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.ArrayList;
import java.util.List;

/** A model's objects as they should be. No cluster is asked: the same in, the same out. */
final class BoxObjects {
  private static final String RBAC = "rbac.authorization.k8s.io";

  private final Placement placement;
  private final Names names;

  BoxObjects(Placement placement) {
    this.placement = placement;
    this.names = placement.names();
  }

  /** What a version needs to run, in the order in which it is made. */
  List<HasMetadata> of(Release release) {
    BoxPods pods = new BoxPods(placement, release);
    List<HasMetadata> objects = new ArrayList<>(List.of(account(), role(), binding()));
    objects.add(address(release.version()));
    if (placement.scale().replicas().most() > 1) {
      objects.add(new BoxScale(placement).budget(release.version()));
    }
    objects.add(pods.deployment());
    return objects;
  }

  /** What clients ask; leads to one version. */
  Service service(String version) {
    return service(metadata(names.service()), version, 80);
  }

  /** The same, leading to every version's boxes for as long as their numbers are a weight. */
  Service serviceOfAll(String version) {
    Service service = service(version);
    service.getSpec().setSelector(names.selector());
    return service;
  }

  /** One version's own address, for its fellow boxes. */
  private Service address(String version) {
    ObjectMeta metadata = metadata(names.of(version));
    metadata.setLabels(names.labels(version));
    return service(metadata, version, BoxPods.PORT);
  }

  /** Its type is not ours to set again: whoever made it a LoadBalancer has users behind it. */
  private Service service(ObjectMeta metadata, String version, int port) {
    return new ServiceBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withSelector(names.selector(version))
        .addNewPort()
        .withName("http")
        .withPort(port)
        .withNewTargetPort("http")
        .endPort()
        .endSpec()
        .build();
  }

  /** Record and lease, empty. */
  ConfigMap memory() {
    return new ConfigMapBuilder().withMetadata(metadata(names.memory())).build();
  }

  /** The Deployment of a version, by name only. */
  Deployment named(String version) {
    return new DeploymentBuilder().withMetadata(metadata(names.of(version))).build();
  }

  private ServiceAccount account() {
    return new ServiceAccountBuilder()
        .withMetadata(metadata(names.memory()))
        .withAutomountServiceAccountToken(false)
        .build();
  }

  /** A box may read its lease, and nothing else. */
  private Role role() {
    return new RoleBuilder()
        .withMetadata(metadata(names.memory()))
        .addNewRule()
        .withApiGroups("")
        .withResources("configmaps")
        .withResourceNames(names.memory())
        .withVerbs("get", "list", "watch")
        .endRule()
        .build();
  }

  private RoleBinding binding() {
    return new RoleBindingBuilder()
        .withMetadata(metadata(names.memory()))
        .withNewRoleRef(RBAC, "Role", names.memory())
        .addNewSubject()
        .withKind("ServiceAccount")
        .withName(names.memory())
        .withNamespace(placement.namespace())
        .endSubject()
        .build();
  }

  private ObjectMeta metadata(String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(placement.namespace())
        .withLabels(names.labels())
        .build();
  }
}
