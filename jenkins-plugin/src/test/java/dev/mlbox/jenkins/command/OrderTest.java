package dev.mlbox.jenkins.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderTest {
  @Test
  void everythingThatWasSetIsAWord() {
    Order order =
        new Order(
            Verb.REVERT,
            "models/mlbox.yaml",
            Settings.read("deploy.to = kubernetes\n\n# a remark\ndeploy.namespace=ml"),
            List.of("--reason=too slow", "9f31c0de02"));

    assertThat(order.words("/tmp/report.json"))
        .containsExactly(
            "revert",
            "--file=models/mlbox.yaml",
            "--report-file=/tmp/report.json",
            "--set=deploy.to=kubernetes",
            "--set=deploy.namespace=ml",
            "--reason=too slow",
            "9f31c0de02");
  }

  @Test
  void aLineWithoutAnEqualsSignIsAMistake() {
    assertThatThrownBy(() -> Settings.read("deploy.to kubernetes"))
        .hasMessage(
            "`deploy.to kubernetes` sets nothing; expected KEY=VALUE, such as"
                + " deploy.to=kubernetes");
  }

  @Test
  void aMapBecomesLinesAndBack() {
    Map<String, String> settings = Map.of("deploy.canary", "[5%, 50%]");

    assertThat(Settings.read(Settings.lines(settings))).isEqualTo(settings);
  }

  @Test
  void eachCommandHasItsStep() {
    assertThat(Verb.values())
        .extracting(Verb::step)
        .containsExactly(
            "mlboxTrain",
            "mlboxEvaluate",
            "mlboxCheck",
            "mlboxBox",
            "mlboxDeploy",
            "mlboxPromote",
            "mlboxRevert", "mlboxFollow",
            "mlboxStatus");
  }
}
