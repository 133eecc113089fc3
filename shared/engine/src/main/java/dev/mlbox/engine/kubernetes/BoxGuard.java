package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom a version's boxes may be asked by and may ask. It goes when the version's Deployment goes,
 * so that a version without one can follow a version with one.
 *
 * @param servers ports of an API server, see {@link ApiServer}, and of a bucket, see {@link
 *     BucketPorts}: a policy can name neither by anything else
 */
record BoxGuard(Placement placement, Set<Integer> servers) {
  private static final int DNS = 53;

  /**
   * Of a version. A server beside the box is not asked by anybody but the box: its port is not
   * among those that are open.
   *
   * @param owner the version's Deployment
   */
  NetworkPolicy policy(String version, Deployment owner) {
    Names names = placement.names();
    return new NetworkPolicyBuilder()
        .withMetadata(
            new ObjectMetaBuilder()
                .withName(names.of(version))
                .withNamespace(placement.namespace())
                .withLabels(names.labels(version))
                .withOwnerReferences(owner(owner))
                .build())
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(names.selector(version))
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .addNewIngress()
        .withPorts(port("TCP", new IntOrString("http")), port("TCP", new IntOrString("metrics")))
        .endIngress()
        .withEgress(nameServer(), boxes(), servers(servers))
        .endSpec()
        .build();
  }

  /** Says that something goes when a Deployment goes. */
  static OwnerReference owner(Deployment deployment) {
    return new OwnerReferenceBuilder()
        .withApiVersion("apps/v1")
        .withKind("Deployment")
        .withName(deployment.getMetadata().getName())
        .withUid(deployment.getMetadata().getUid())
        .build();
  }

  /** The ports of an API server and of a bucket that a policy has open. */
  static Set<Integer> servers(NetworkPolicy policy) {
    return policy.getSpec().getEgress().stream()
        .filter(rule -> rule.getTo().isEmpty())
        .flatMap(rule -> rule.getPorts().stream())
        .map(each -> each.getPort().getIntVal())
        .filter(port -> port != null && port != DNS)
        .collect(Collectors.toSet());
  }

  private static NetworkPolicyEgressRule nameServer() {
    return new NetworkPolicyEgressRuleBuilder()
        .withPorts(port("UDP", new IntOrString(DNS)), port("TCP", new IntOrString(DNS)))
        .build();
  }

  /** Of every version: the stable one asks the canary, old ones ask their successor. */
  private NetworkPolicyEgressRule boxes() {
    NetworkPolicyPeer peer =
        new NetworkPolicyPeerBuilder()
            .withPodSelector(
                new LabelSelectorBuilder()
                    .withMatchLabels(Map.of(Names.MODEL_LABEL, placement.names().model()))
                    .build())
            .build();
    return new NetworkPolicyEgressRuleBuilder()
        .withTo(peer)
        .withPorts(port("TCP", new IntOrString("http")))
        .build();
  }

  private static NetworkPolicyEgressRule servers(Set<Integer> ports) {
    return new NetworkPolicyEgressRuleBuilder()
        .withPorts(ports.stream().sorted().map(each -> port("TCP", new IntOrString(each))).toList())
        .build();
  }

  private static NetworkPolicyPort port(String protocol, IntOrString port) {
    return new NetworkPolicyPortBuilder().withProtocol(protocol).withPort(port).build();
  }
}
