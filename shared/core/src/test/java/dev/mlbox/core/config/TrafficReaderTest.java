package dev.mlbox.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.rollout.Splitting;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrafficReaderTest {
  private static final String PLACE = "mlbox.yaml:9";

  private static Setting local() {
    return Setting.empty("mlbox.yaml")
        .with("model", new Setting("flights", "mlbox.yaml:1"))
        .with("load", new Setting("model.onnx", "mlbox.yaml:2"))
        .with("evaluate.data", new Setting("test.csv", "mlbox.yaml:4"))
        .with("evaluate.target", new Setting("late", "mlbox.yaml:5"));
  }

  private static Setting cluster(String by) {
    Setting tree = local().with("deploy.to", new Setting("kubernetes", "mlbox.yaml:7"));
    return by.isEmpty() ? tree : tree.with("deploy.traffic.by", new Setting(by, PLACE));
  }

  private static Setting weights(Setting tree, String... weights) {
    return tree.with(
        "deploy.canary",
        new Setting(
            Stream.of(weights).map(weight -> new Setting(weight, "mlbox.yaml:8")).toList(),
            "mlbox.yaml:8"));
  }

  private static TrafficConfig read(Setting tree) {
    return ConfigReader.read(tree, Path.of(".")).deploy().traffic();
  }

  @Test
  void theBoxesSplitWhereNothingIsSaid() {
    TrafficConfig traffic = read(cluster(""));
    assertThat(traffic.known()).contains(Splitting.BOX);
    assertThat(traffic.words()).isEqualTo("by the boxes, request by request (auto)");
  }

  @Test
  void whereAGatewayIsNamedTheClusterIsLookedAt() {
    Setting tree = cluster("").with("deploy.traffic.gateway", new Setting("infra/public", PLACE));
    TrafficConfig traffic = read(tree);
    assertThat(traffic.known()).isEmpty();
    assertThat(traffic.words())
        .isEqualTo("by what the cluster has: Gateway API, Istio or NGINX (auto)");
    assertThat(traffic.by(Splitting.GATEWAY).words())
        .isEqualTo("by the gateway, through an HTTPRoute");
  }

  @Test
  void aGatewayHasAName() {
    assertThatThrownBy(() -> read(cluster("gateway")))
        .hasMessage(
            "deploy.traffic.by is gateway, and deploy.traffic.gateway does not say which (mlbox.yaml:9); expected the Gateway's name, or namespace/name");
  }

  @Test
  void boxesHaveNoHosts() {
    Setting tree =
        cluster("box")
            .with(
                "deploy.traffic.hosts",
                new Setting(List.of(new Setting("flights.example.com", PLACE)), PLACE));
    assertThatThrownBy(() -> read(tree))
        .hasMessageStartingWith("deploy.traffic.by is box, which has neither gateway nor hosts");
  }

  @Test
  void theLocalTargetHasNoGateway() {
    assertThatThrownBy(() -> read(local().with("deploy.traffic.by", new Setting("nginx", PLACE))))
        .hasMessageStartingWith("deploy.traffic is for a cluster, and this is the local target");
  }

  @Test
  void usersAreKeptTogetherByBoxesOnly() {
    Setting tree =
        cluster("istio").with("deploy.sticky", new Setting("header X-User", "mlbox.yaml:10"));
    assertThatThrownBy(() -> read(tree))
        .hasMessage(
            "users cannot be kept with one version where the boxes do not split (mlbox.yaml:10); expected deploy.traffic.by: box, or no deploy.sticky");
  }

  @Test
  void numbersOfBoxesRefuseWeightsThatTheyCannotMeetAndNameTheNearest() {
    Setting tree =
        weights(cluster("replicas"), "5%", "50%")
            .with("deploy.replicas", new Setting("3", "mlbox.yaml:7"));
    assertThatThrownBy(() -> read(tree))
        .hasMessage(
            "a weight of 5% cannot be met by numbers of boxes (mlbox.yaml:8); expected with replicas: 3 the nearest is 25.0%, 1 box beside 3");
  }

  @Test
  void numbersOfBoxesMeetWhatTheyCan() {
    Setting tree =
        weights(cluster("replicas"), "25%", "50%")
            .with("deploy.replicas", new Setting("3", "mlbox.yaml:7"));
    assertThat(read(tree).known()).contains(Splitting.REPLICAS);
  }

  @Test
  void anAutoscalerWouldChangeTheWeights() {
    Setting tree =
        weights(cluster("replicas"), "50%")
            .with("deploy.replicas", new Setting("2..10", "mlbox.yaml:7"));
    assertThatThrownBy(() -> read(tree))
        .hasMessage(
            "deploy.traffic.by is replicas, and an autoscaler would change the weights (mlbox.yaml:7); expected a number of replicas, not 2..10");
  }

  @Test
  void aPromotedVersionNeedsBoxesEnough() {
    Setting tree =
        weights(cluster("replicas"), "25%")
            .with("deploy.replicas", new Setting("3", "mlbox.yaml:7"));
    assertThatThrownBy(() -> read(tree))
        .hasMessage(
            "the last weight is 25%: promoted, too few boxes would get everything (mlbox.yaml:8); expected a last weight of 50% where deploy.traffic.by is replicas");
  }
}
