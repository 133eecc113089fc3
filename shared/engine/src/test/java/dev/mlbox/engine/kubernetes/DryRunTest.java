package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.config.ConfigReader;
import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.PodsConfig;
import dev.mlbox.core.config.PodsConfig.Resources;
import dev.mlbox.core.rollout.Busy;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.Replicas;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.engine.config.YamlSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DryRunTest {
  private static final Release RELEASE =
      new Release(
          "9f31c0de12", "sha256:9f31", "registry.example.com/team/flights@sha256:ab", Map.of());

  @Test
  void showsAllObjectsOfTwoBoxes() throws IOException {
    DeployConfig deploy = Deploys.of("prod", "ml", 2, new Resources("500m", "1Gi", Map.of()));

    assertThat(DryRun.yaml("flights", deploy, RELEASE, Map.of()))
        .isEqualTo(golden("two-boxes.yaml"));
  }

  @Test
  void oneBoxHasNoDisruptionBudget() {
    DeployConfig deploy = Deploys.of("prod", "ml", 1, new Resources("500m", "1Gi", Map.of()));

    assertThat(DryRun.yaml("flights", deploy, RELEASE, Map.of()))
        .contains("replicas: 1")
        .doesNotContain("PodDisruptionBudget");
  }

  @Test
  void aBoxMayTakeAsLongToStartAsACanaryMayToBecomeReady() {
    DeployConfig slow =
        ConfigReader.read(
                YamlSettings.parse(
                    """
                    model: flights
                    load: model.onnx
                    evaluate: {data: test.csv, target: late}
                    deploy: {to: kubernetes, image: registry.example.com/flights, namespace: ml, ready: 10m}
                    """,
                    "mlbox.yaml"),
                Path.of("."))
            .deploy();
    Release beside =
        new Release(
            "v1", "sha256:v1", "i", Map.of(), new Release.Beside("s@sha256:cd", 8000, "/ping"));

    assertThat(DryRun.yaml("flights", slow, beside, Map.of()).split("failureThreshold: 600", -1))
        .as("box and server")
        .hasSize(3);
  }

  @Test
  void theTypeOfAServiceIsNotSet() {
    BoxObjects objects = new BoxObjects(Placement.of("flights", Deploys.to("prod", "ml"), "ml"));

    assertThat(objects.service("v1").getSpec().getType())
        .as("else a promotion takes a load balancer away")
        .isNull();
  }

  @Test
  void aVersionIsNamedByImageAndPodsButNotByTheirNumber() {
    String image = RELEASE.box();
    String version = BoxVersion.of("flights", image, Deploys.of("prod", "ml", 2, Deploys.SMALL));

    assertThat(version).matches("[0-9a-f]{10}");
    assertThat(BoxVersion.of("flights", image, Deploys.of("test", "x", 5, Deploys.SMALL)))
        .isEqualTo(version);
    assertThat(BoxVersion.of("flights", image + "c", Deploys.of("prod", "ml", 2, Deploys.SMALL)))
        .isNotEqualTo(version);
    assertThat(
            BoxVersion.of(
                "flights",
                image,
                Deploys.of("prod", "ml", 2, new Resources("1", "384Mi", Map.of()))))
        .isNotEqualTo(version);
  }

  @Test
  void aRangeOfReplicasHasAnAutoscalerAndDevicesAndThePodsOwnFieldsAreThere() throws IOException {
    PodsConfig pods =
        new PodsConfig(
            Replicas.parse("2..10"),
            new Busy.Processor(new Weight(0.6)),
            new Resources("500m", "1Gi", Map.of("nvidia.com/gpu", "1")),
            Map.of(
                "metadata",
                Map.of("annotations", Map.of("team", "flights")),
                "nodeSelector",
                Map.of("disk", "ssd"),
                "containers",
                List.of(
                    Map.of("name", "box", "env", List.of(Map.of("name", "TZ", "value", "UTC"))))));

    assertThat(DryRun.yaml("flights", Deploys.of("prod", "ml", pods), RELEASE, Map.of()))
        .isEqualTo(golden("autoscaled.yaml"));
  }

  @Test
  void aServerOfTheUsersOwnIsASecondContainer() throws IOException {
    Release beside =
        new Release(
            RELEASE.version(),
            RELEASE.model(),
            RELEASE.box(),
            Map.of(),
            new Release.Beside("registry.example.com/team/server@sha256:cd", 8080, "/ping"));

    String all = DryRun.yaml("flights", Deploys.to("prod", "ml"), beside, Map.of());

    assertThat(all.substring(all.indexOf("      containers:"), all.indexOf("      volumes:")))
        .isEqualTo(golden("sidecar.yaml"));
  }

  @Test
  void aServerThatIsCalledIsAskedAfterItsHealthAsFarAsKubernetesCan() throws IOException {
    assertThat(probes("/inference.GRPCInferenceService/ServerReady"))
        .contains("tcpSocket:\n            port: \"server\"")
        .doesNotContain("grpc:", "/inference");
    assertThat(probes("/grpc.health.v1.Health/Check"))
        .contains("grpc:\n            port: 9000")
        .doesNotContain("tcpSocket:");
  }

  private static String probes(String health) throws IOException {
    Release.Beside server = new Release.Beside("server@sha256:cd", 9000, health, true);
    Release release =
        new Release(RELEASE.version(), RELEASE.model(), RELEASE.box(), Map.of(), server);
    String all = DryRun.yaml("flights", Deploys.to("prod", "ml"), release, Map.of());
    return all.substring(all.indexOf("image: \"server@"));
  }

  @Test
  void aNetworkPolicyLimitsWhomBoxesSpeakTo() throws IOException {
    PodsConfig pods =
        new PodsConfig(
            Replicas.fixed(1),
            Busy.USUAL,
            Deploys.SMALL,
            Map.of(),
            new PodsConfig.Guard(true, false, null));

    String all = DryRun.yaml("flights", Deploys.of("prod", "ml", pods), RELEASE, Map.of());

    int from = all.indexOf("kind: \"NetworkPolicy\"");
    assertThat(all.substring(from, all.indexOf("---", from)))
        .isEqualTo(golden("network-policy.yaml"));
  }

  @Test
  void aBoxIsToldHowManyPythonProcessesItsCoresAreFor() {
    assertThat(workers(new Resources("250m", "1Gi", Map.of()), Map.of())).isEqualTo("1");
    assertThat(workers(new Resources("2500m", "1Gi", Map.of()), Map.of())).isEqualTo("3");
    assertThat(workers(new Resources("250m", "1Gi", Map.of(), 7), Map.of())).isEqualTo("7");
    Map<String, Object> limited = Map.of("resources", Map.of("limits", Map.of("cpu", "4")));
    assertThat(workers(new Resources("1", "1Gi", Map.of()), limited)).isEqualTo("4");
    Map<String, Object> own = Map.of("env", List.of(Map.of("name", "MLBOX_WORKERS", "value", "5")));
    assertThat(workers(new Resources("1", "1Gi", Map.of()), own)).isEqualTo("5");
    Map<String, Object> none = Map.of("resources", Map.of("$patch", "delete"));
    assertThat(workers(new Resources("4", "1Gi", Map.of()), none)).isEqualTo("1");
  }

  @Test
  void aPilotInTheClusterIsShownWithWhatItMay() {
    PodsConfig pods = new PodsConfig(Replicas.fixed(1), Busy.USUAL, Deploys.SMALL, Map.of());
    String all =
        DryRun.yaml(
            "flights",
            Deploys.of("prod", "ml", pods, DeployConfig.Pilot.CLUSTER),
            RELEASE,
            Map.of());
    assertThat(kinds(all)).containsOnlyOnce("Job").contains("ServiceAccount", "RoleBinding");
    assertThat(all).contains("name: \"flights-pilot\"");
    assertThat(kinds(DryRun.yaml("flights", Deploys.of("prod", "ml", pods), RELEASE, Map.of())))
        .doesNotContain("Job");
  }

  private static List<String> kinds(String yaml) {
    return Pattern.compile("(?m)^kind: \"(\\w+)\"")
        .matcher(yaml)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void anAutoscalerCountsRequestsInFlightWhereThatIsAskedFor() {
    PodsConfig pods =
        new PodsConfig(Replicas.parse("2..10"), Busy.parse("4 requests"), Deploys.SMALL, Map.of());
    String all = DryRun.yaml("flights", Deploys.of("prod", "ml", pods), RELEASE, Map.of());
    int from = all.indexOf("metrics:", all.indexOf("kind: \"HorizontalPodAutoscaler\""));
    assertThat(all.substring(from).replaceAll("[\\s\"]+", " "))
        .startsWith(
            "metrics: - pods: metric: name: mlbox_in_flight target: averageValue: 4 type: AverageValue type: Pods ");
  }

  @Test
  void boxesOfPodsWithLessTimeToEndListenForLess() {
    String usual = DryRun.yaml("flights", Deploys.to("prod", "ml"), RELEASE, Map.of());
    assertThat(usual)
        .contains("terminationGracePeriodSeconds: 155")
        .doesNotContain("MLBOX_DRAIN_DELAY_MOST");
    PodsConfig shorter =
        new PodsConfig(
            Replicas.fixed(1),
            Busy.USUAL,
            Deploys.SMALL,
            Map.of("terminationGracePeriodSeconds", 60L));
    assertThat(DryRun.yaml("flights", Deploys.of("prod", "ml", shorter), RELEASE, Map.of()))
        .containsPattern("name: \"?MLBOX_DRAIN_DELAY_MOST\"?\\s+value: \"?25s");
  }

  private static String workers(Resources resources, Map<String, Object> box) {
    Map<String, Object> container = new HashMap<>(box);
    container.put("name", "box");
    Map<String, Object> patch = Map.of("containers", List.of(container));
    PodsConfig pods = new PodsConfig(Replicas.fixed(1), Busy.USUAL, resources, patch);
    String yaml = DryRun.yaml("flights", Deploys.of("prod", "ml", pods), RELEASE, Map.of());
    Matcher found = Pattern.compile("name: \"?MLBOX_WORKERS\"?\\s+value: \"(\\d+)\"").matcher(yaml);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = DryRunTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
          .replace("\r\n", "\n");
    }
  }
}
