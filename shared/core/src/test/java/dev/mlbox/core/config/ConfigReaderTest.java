package dev.mlbox.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.gate.Gate;
import dev.mlbox.core.gate.GatePolicy;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Busy;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Weight;
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
  void aJudgeThatMayNeverBeWrongEndedTheDeployWithABug() {
    assertThatThrownBy(
            () -> read(tree().with("deploy.false_revert", new Setting("0.0%", "mlbox.yaml:9"))))
        .hasMessage(
            "deploy.false_revert is above 0%, not 0.0%: no evidence would ever revert"
                + " (mlbox.yaml:9)");
  }

  @Test
  void aServersImageIsSignedByTheSameKeyUnlessAnotherIsNamed() {
    Stated key = new Stated("cosign.pub", "mlbox.yaml:7");
    Setting signed = tree().with("deploy.signature.key", new Setting(key.text(), key.place()));
    assertThat(read(signed).deploy().signature()).isEqualTo(new SignatureConfig(key, key));
    assertThat(
            read(signed.with("deploy.signature.server", new Setting("maker.pub", "mlbox.yaml:8")))
                .deploy()
                .signature())
        .isEqualTo(new SignatureConfig(key, new Stated("maker.pub", "mlbox.yaml:8")));
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
    assertThat(pods.busy()).isEqualTo(new Busy.Processor(new Weight(0.6)));
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
  void aCanaryCanBeginInTheShadowAndKeepUsersTogether() {
    Setting tree =
        tree()
            .with("deploy.shadow", new Setting("100%", "mlbox.yaml:7"))
            .with("deploy.sticky", new Setting("header  X-User", "mlbox.yaml:8"));
    Weight compared = Weight.parse("10%");
    assertThat(read(tree).deploy().canary().rules().manner())
        .isEqualTo(new Manner(Weight.ALL, "X-User", compared));
    assertThat(read(tree()).deploy().canary().rules().manner())
        .isEqualTo(new Manner(Weight.ZERO, null, compared));
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
                + " expected (errors|slow|wrong) > [NUMBER *] stable [and > NUMBER%],"
                + " (memory|cpu) > NUMBER * stable, disagreement > (NUMBER * expected [and > NUMBER%] | NUMBER%), or drift > NUMBER");
  }

  @Test
  void aRolloutThatCouldNotRevertIsRefused() {
    Setting all = new Setting(List.of(new Setting("100%", "mlbox.yaml:9")), "mlbox.yaml:9");
    assertThatThrownBy(
            () ->
                read(
                    tree()
                        .with("deploy.canary", all)
                        .with("deploy.revert_if", new Setting(List.of(), "mlbox.yaml:10"))))
        .hasMessageContaining(
            "deploy.canary: a canary of 100% has nothing to be compared with; the promotion is"
                + " that step")
        .hasMessageContaining("nothing would revert a canary (mlbox.yaml:10)");
  }

  @Test
  void timesThatCannotWorkAreRefused() {
    assertThatThrownBy(
            () ->
                read(
                    tree()
                        .with("deploy.lease", new Setting("0", "mlbox.yaml:3"))
                        .with("deploy.cover_after", new Setting("0", "mlbox.yaml:4"))))
        .hasMessageContaining("0ms is not between 2s and 1h")
        .hasMessageContaining("0ms is not between 1ms and 10m");
    assertThatThrownBy(
            () -> read(tree().with("deploy.interval", new Setting("7s", "mlbox.yaml:3"))))
        .hasMessageContaining("7s is not between 100ms and 2.5s");
  }

  @Test
  void aShortLeaseIsLookedAfterFourTimesInItsLife() {
    MlboxConfig config = read(tree().with("deploy.lease", new Setting("2s", "mlbox.yaml:3")));
    assertThat(config.deploy().canary().interval()).isEqualTo(Duration.ofMillis(500));
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

  private static Setting list(Setting... items) {
    return new Setting(List.of(items), "mlbox.yaml:6");
  }

  @Test
  void aGateMayBeJudgedInItsOwnWay() {
    Setting own =
        Setting.empty("mlbox.yaml:7")
            .with("gate", new Setting("accuracy >= baseline - 0.01", "mlbox.yaml:7"))
            .with("inconclusive", new Setting("warn", "mlbox.yaml:7"))
            .with("error", new Setting("warn", "mlbox.yaml:7"))
            .with("strict", new Setting(true, "mlbox.yaml:7"))
            .with("confidence", new Setting("none", "mlbox.yaml:7"));
    List<Gate> gates =
        read(tree()
                .with(
                    "evaluate.gates",
                    list(own, new Setting("roc_auc >= baseline - 0.01", "mlbox.yaml:8"))))
            .evaluate()
            .gates();

    assertThat(gates.get(0).text()).isEqualTo("accuracy >= baseline - 0.01");
    assertThat(gates.get(0).policy()).isEqualTo(new GatePolicy(false, true, false, false));
    assertThat(gates.get(1).policy()).isEqualTo(GatePolicy.USUAL);
  }

  @Test
  void whatHoldsForAllGatesHoldsForOneThatSaysNothing() {
    Setting warned = new Setting("warn", "mlbox.yaml:9");
    Setting line = new Setting("roc_auc >= baseline - 0.01", "mlbox.yaml:8");
    Setting own = Setting.empty("mlbox.yaml:8").with("gate", line);

    assertThat(
            read(tree()
                    .with("evaluate.inconclusive", warned)
                    .with("evaluate.strict", new Setting(true, "mlbox.yaml:10"))
                    .with("evaluate.gates", list(own)))
                .evaluate()
                .gates()
                .get(0)
                .policy())
        .isEqualTo(new GatePolicy(true, true, false, true));
  }

  @Test
  void slicesByTwoColumnsAreAListOrJoinedByACross() {
    Setting pair =
        list(new Setting("carrier", "mlbox.yaml:6"), new Setting("origin", "mlbox.yaml:6"));
    EvaluateConfig read =
        read(tree()
                .with("evaluate.slices", list(pair, new Setting("a × b", "mlbox.yaml:7")))
                .with(
                    "evaluate.gates",
                    list(
                        new Setting("accuracy by carrier × origin >= 0.5", "mlbox.yaml:9"),
                        new Setting("accuracy by a x b >= 0.5", "mlbox.yaml:10"))))
            .evaluate();

    assertThat(read.slices()).extracting(Stated::text).containsExactly("carrier × origin", "a × b");
    assertThat(read.gates()).extracting(Gate::slice).containsExactly("carrier × origin", "a × b");
  }

  @Test
  void theBaselineIsAWordAListOrALongForm() {
    assertThat(read(tree()).baseline().order())
        .extracting(BaselineConfig.Choice::toString)
        .containsExactly("deployed", "merge-base", "latest");
    assertThat(
            read(tree().with("baseline", new Setting("tag:v1", "mlbox.yaml:9"))).baseline().order())
        .containsExactly(new BaselineConfig.Choice(BaselineConfig.Kind.TAG, "v1"));
    BaselineConfig longer =
        read(tree()
                .with("baseline.of", list(new Setting("best", "mlbox.yaml:9")))
                .with("baseline.store", new Setting("folder /mnt/kept", "mlbox.yaml:10"))
                .with("baseline.keep", new Setting("7", "mlbox.yaml:11"))
                .with("baseline.record", new Setting("promoted", "mlbox.yaml:12")))
            .baseline();
    assertThat(longer.order()).extracting(BaselineConfig.Choice::toString).containsExactly("best");
    assertThat(longer.folder()).isEqualTo(new Stated("/mnt/kept", "mlbox.yaml:10"));
    assertThat(longer.keep()).isEqualTo(7);
    assertThat(longer.storage().checked()).isFalse();
    assertThat(read(tree()).baseline().storage().checked()).isTrue();
  }
}
