package dev.mlbox.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlayTest {
  private static final Setting FILE =
      YamlSettings.parse("model: flights\ndeploy:\n  to: local\n  port: 80\n", "mlbox.yaml");

  private static Setting set(String... pairs) {
    return Overlay.applyAll(FILE, List.of(pairs), "--set");
  }

  @Test
  void replacesAValueAndLeavesItsNeighbours() {
    Setting tree = set("deploy.to=kubernetes");

    assertThat(tree.at("deploy.to")).contains(new Setting("kubernetes", "--set deploy.to"));
    assertThat(tree.at("deploy.port")).contains(new Setting(80L, "mlbox.yaml:4"));
    assertThat(FILE.at("deploy.to")).contains(new Setting("local", "mlbox.yaml:3"));
  }

  @Test
  void makesWhatWasMissing() {
    assertThat(set("evaluate.seed=7").at("evaluate.seed"))
        .contains(new Setting(7L, "--set evaluate.seed"));
  }

  @Test
  void valuesAreScalarsOrFlows() {
    Setting tree =
        set(
            "a=0.5",
            "b=true",
            "c=\"5\"",
            "d=[1%, 5%]",
            "e={cpu: 2}",
            "f=errors > 1.5 * stable and > 0.1%",
            "g=registry:5000/team=a",
            "h=");

    assertThat(tree.at("a").orElseThrow().value()).isEqualTo(0.5);
    assertThat(tree.at("b").orElseThrow().value()).isEqualTo(true);
    assertThat(tree.at("c").orElseThrow().value()).isEqualTo("5");
    assertThat(tree.at("d").orElseThrow().items())
        .containsExactly(new Setting("1%", "--set d"), new Setting("5%", "--set d"));
    assertThat(tree.at("e.cpu")).contains(new Setting(2L, "--set e"));
    assertThat(tree.at("f").orElseThrow().text()).isEqualTo("errors > 1.5 * stable and > 0.1%");
    assertThat(tree.at("g").orElseThrow().text()).isEqualTo("registry:5000/team=a");
    assertThat(tree.at("h").orElseThrow().value()).isEqualTo("");
  }

  @Test
  void theLastOfEqualKeysWins() {
    assertThat(set("model=a", "model=b").at("model").orElseThrow().text()).isEqualTo("b");
  }

  @Test
  void allBadPairsAreNamed() {
    assertThatThrownBy(() -> set("deploy.to", "deploy..to=x", "canary=[1%", "=x"))
        .hasMessage(
            """
            `deploy.to` sets nothing (--set); expected key=value, such as deploy.to=local
            `deploy..to` is not a key (--set deploy..to); expected names with single dots between \
            them, such as deploy.to
            a `[` is opened here and not closed (--set canary)
            `=x` sets nothing (--set); expected key=value, such as deploy.to=local""");
  }

  @Test
  void anyPlaceCanBeNamed() {
    assertThat(Overlay.apply(FILE, "model", "b", "-Dmlbox.model").at("model"))
        .contains(new Setting("b", "-Dmlbox.model"));
  }
}
