package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.DeployConfig;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What whoever runs the cluster applies once, so that others may deploy; no cluster is asked. */
public final class Rbac {
  private static final String DEPLOYER = "mlbox-deployer";

  /** Other models' Roles are left alone: they may need other rules. */
  private static String deployerOf(String model) {
    return model + "-deployer";
  }

  private Rbac() {}

  /**
   * A Role with a RoleBinding for whoever deploys, and those that a deploy makes for its pilot.
   *
   * @param trains whether the model is trained in the cluster
   * @param environment for {@code KUBECONFIG}, whose context may name the namespace
   */
  public static String yaml(
      String model, DeployConfig deploy, boolean trains, Map<String, String> environment) {
    String namespace =
        deploy.namespace() == null
            ? Kubeconfig.read(deploy, environment).namespace()
            : deploy.namespace();
    ObjectMeta metadata =
        new ObjectMetaBuilder().withName(deployerOf(model)).withNamespace(namespace).build();
    List<HasMetadata> all = new ArrayList<>();
    all.add(
        new RoleBuilder()
            .withMetadata(metadata)
            .withRules(Rule.policy(Rule.grantedFor(deploy, trains)))
            .build());
    all.add(
        new RoleBindingBuilder()
            .withMetadata(metadata)
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", deployerOf(model))
            .addNewSubject()
            .withKind("Group")
            .withName(DEPLOYER + "s")
            .withApiGroup("rbac.authorization.k8s.io")
            .endSubject()
            .build());
    if (deploy.pilot() == DeployConfig.Pilot.CLUSTER) {
      all.addAll(new PilotObjects(Placement.of(model, deploy, namespace)).permissions());
    }
    return "# For whoever runs the cluster: kubectl apply -f -. Put the users or service accounts that deploy where the\n"
        + "# Group %ss is. A deploy makes the pilot's objects itself; they are here to be read.\n"
            .formatted(DEPLOYER)
        + all.stream().map(Serialization::asYaml).collect(Collectors.joining());
  }
}
