package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.config.TrafficConfig;
import dev.mlbox.core.port.TrafficSplitter.Split;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Splitting;
import dev.mlbox.core.rollout.Weight;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrafficObjectsTest {
  private static final Route OLD = new Route("1111111111", "10.96.0.1:8080");
  private static final Route NEW = new Route("2222222222", "10.96.0.2:8080");
  private static final Split QUARTER = new Split(OLD, NEW, new Weight(0.25));

  private static String yaml(Splitting by, @Nullable String gateway, Split split) {
    TrafficConfig traffic =
        new TrafficConfig(
            by,
            gateway == null ? null : new Stated(gateway, "mlbox.yaml:9"),
            List.of(new Stated("flights.example.com", "mlbox.yaml:10")),
            "/v1");
    DeployConfig deploy = Deploys.to("prod", "ml").splitting(traffic);
    return new TrafficObjects(Placement.of("flights", deploy, "ml"))
        .of(by, split).stream().map(Serialization::asYaml).collect(Collectors.joining());
  }

  @Test
  void aGatewayHasAnHttpRoute() throws IOException {
    assertThat(yaml(Splitting.GATEWAY, "infra/public", QUARTER))
        .isEqualTo(golden("httproute.yaml"));
  }

  @Test
  void istioHasAVirtualService() throws IOException {
    assertThat(yaml(Splitting.ISTIO, "infra/public", QUARTER))
        .isEqualTo(golden("virtualservice.yaml"));
  }

  @Test
  void nginxHasACanaryIngress() throws IOException {
    assertThat(yaml(Splitting.NGINX, null, QUARTER)).isEqualTo(golden("ingresses.yaml"));
  }

  @Test
  void nobodyIsNamedBesideTheStableVersionWhenNobodyIsOnTrial() {
    for (Splitting by : List.of(Splitting.GATEWAY, Splitting.ISTIO, Splitting.NGINX)) {
      assertThat(yaml(by, "infra", Split.only(OLD)))
          .contains("flights")
          .doesNotContain("flights-")
          .doesNotContain("canary");
    }
  }

  @Test
  void boxesNeedNoObjects() {
    assertThat(yaml(Splitting.BOX, null, QUARTER)).isEmpty();
    assertThat(yaml(Splitting.REPLICAS, null, QUARTER)).isEmpty();
  }

  @Test
  void aWeightBelowOnePercentIsCountedInTenThousandths() {
    assertThat(TrafficObjects.Parts.of(Weight.parse("0.25%")))
        .isEqualTo(new TrafficObjects.Parts(25, 10_000));
    assertThat(TrafficObjects.Parts.of(Weight.parse("7%")))
        .isEqualTo(new TrafficObjects.Parts(7, 100));
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = TrafficObjectsTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
          .replace("\r\n", "\n");
    }
  }
}
