package dev.mlbox.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.problem.MlboxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
  private static Setting tree() {
    return Setting.empty("mlbox.yaml")
        .with("model", new Setting("flights", "mlbox.yaml:1"))
        .with("load", new Setting("model.onnx", "mlbox.yaml:2"))
        .with("evaluate.data", new Setting("test.csv", "mlbox.yaml:4"))
        .with("evaluate.target", new Setting("late", "mlbox.yaml:5"));
  }

  private static MlboxConfig read(Setting tree) {
    return ConfigReader.read(tree, Path.of("."));
  }

  @Test
  void theShortestFileIsCompleteWithDefaults() {
    DeployConfig deploy = read(tree()).deploy();
    assertThat(deploy.target()).isEqualTo(DeployConfig.Target.LOCAL);
    assertThat(deploy.pods().replicas()).hasToString("1");
    assertThat(deploy.canary().rules().weights().toString()).isEqualTo("[1%, 5%, 25%, 50%]");
    assertThat(deploy.canary().rules().watch()).isEqualTo(Duration.ZERO);
    assertThat(deploy.canary().falseRevert()).isEqualTo(0.01);
  }

  @Test
  void onKubernetesAPromotedVersionIsWatched() {
    DeployConfig deploy =
        read(tree().with("deploy.to", new Setting("kubernetes", "mlbox.yaml:7"))).deploy();
    assertThat(deploy.pods().replicas()).hasToString("2");
    assertThat(deploy.canary().rules().watch()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void replicasMayBeARangeAndPodsHaveFieldsOfTheirOwn() {
    PodsConfig pods =
        read(tree()
                .with("deploy.to", new Setting("kubernetes", "mlbox.yaml:7"))
                .with("deploy.replicas", new Setting("2..10", "mlbox.yaml:8"))
                .with("deploy.busy", new Setting("60%", "mlbox.yaml:9"))
                .with("deploy.resources.cpu", new Setting("2", "mlbox.yaml:10"))
                .with(
                    "deploy.resources",
                    new Setting(
                        java.util.Map.of("nvidia.com/gpu", new Setting(1L, "mlbox.yaml:11")),
                        "mlbox.yaml:10"))
                .with("deploy.pod.nodeSelector.disk", new Setting("ssd", "mlbox.yaml:12")))
            .deploy()
            .pods();
    assertThat(pods.replicas()).hasToString("2..10");
    assertThat(pods.busy()).isEqualTo(0.6);
    assertThat(pods.resources().devices())
        .containsExactly(java.util.Map.entry("nvidia.com/gpu", "1"));
    assertThat(pods.patch())
        .containsExactly(java.util.Map.entry("nodeSelector", java.util.Map.of("disk", "ssd")));
  }

  @Test
  void aWrongNumberOfBoxesIsSaid() {
    assertThatThrownBy(
            () ->
                read(
                    tree()
                        .with("deploy.to", new Setting("kubernetes", "mlbox.yaml:7"))
                        .with("deploy.replicas", new Setting("10..2", "mlbox.yaml:8"))))
        .hasMessage("replicas rise from the least to the most: 2 comes after 10 (mlbox.yaml:8)");
  }

  @Test
  void allProblemsComeAtOnce() {
    Setting wrong =
        tree()
            .with(
                "evaluate.gates",
                new Setting(List.of(new Setting("acuracy >= 0.9", "mlbox.yaml:7")), "mlbox.yaml:6"))
            .with(
                "deploy.canary",
                new Setting(
                    List.of(new Setting("50%", "mlbox.yaml:9"), new Setting("5%", "mlbox.yaml:9")),
                    "mlbox.yaml:9"))
            .with(
                "deploy.revert_if",
                new Setting(
                    List.of(new Setting("errors > 0.5 * stable", "mlbox.yaml:11")),
                    "mlbox.yaml:10"))
            .with("deploy.lease", new Setting("soon", "mlbox.yaml:12"));
    assertThatThrownBy(() -> read(wrong))
        .isInstanceOfSatisfying(
            MlboxException.class,
            e ->
                assertThat(e.problems().stream().map(problem -> problem.where()))
                    .contains("mlbox.yaml:7", "mlbox.yaml:9", "mlbox.yaml:11"))
        .hasMessageContaining("did you mean")
        .hasMessageContaining("weights rise from step to step: 5% comes after 50%")
        .hasMessageContaining(
            "`errors > 0.5 * stable` reverts a canary that is better than the stable version;"
                + " expected (errors|slow) > [NUMBER *] stable [and > NUMBER%]");
  }

  @Test
  void aUrlNeedsItsDigest() {
    assertThatThrownBy(
            () ->
                read(
                    tree().with("load", new Setting("https://example.com/m.onnx", "mlbox.yaml:2"))))
        .hasMessage(
            "a model from a URL needs its sha256 (mlbox.yaml:2); expected load: {from:"
                + " https://example.com/m.onnx, sha256: …}; `sha256sum FILE` prints it");
  }

  @Test
  void durationsAreReadAsPeopleWriteThem() {
    assertThat(Durations.parse("1.5h")).isEqualTo(Duration.ofMinutes(90));
    assertThat(Durations.words(Duration.ofSeconds(90))).isEqualTo("1m 30s");
    assertThatThrownBy(() -> Durations.parse("soon"))
        .hasMessage("`soon` is no duration such as 500ms, 30s, 10m or 1h");
  }
}
