package dev.mlbox.engine.ground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.config.ConfigReader;
import dev.mlbox.core.config.MlboxConfig;
import dev.mlbox.core.config.Setting;
import dev.mlbox.engine.config.YamlSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PilotSettingsTest {
  private static final Setting WHOLE =
      YamlSettings.parse(
          """
          model: flights
          train: {run: python train.py --token hunter2, output: model.onnx}
          evaluate:
            data: https://bucket.example/test.parquet?X-Amz-Signature=abcdef
            target: late
            gates: [roc_auc >= 0.6]
          deploy:
            to: kubernetes
            image: registry.example.com/team/flights
            pilot: cluster
            canary: [10%, 50%]
            promote: manual
          notify: [{hook: TEAM_HOOK, secret: hooks, on: [awaiting]}]
          """,
          "mlbox.yaml");

  @Test
  void nothingIsHandedOverOfHowTheModelIsMadeAndJudged() {
    assertThat(PilotSettings.of(WHOLE)).doesNotContain("Signature", "?", "hunter2", "bucket");
  }

  @Test
  void whatAPilotNeedsIsReadAsInTheWholeFile() {
    MlboxConfig whole = ConfigReader.read(WHOLE, Path.of("."));
    MlboxConfig handed =
        ConfigReader.read(YamlSettings.parse(PilotSettings.of(WHOLE), "mlbox.yaml"), Path.of("."));

    assertThat(handed.model().name()).isEqualTo("flights");
    assertThat(handed.deploy().canary()).isEqualTo(whole.deploy().canary());
    assertThat(handed.deploy().pods()).isEqualTo(whole.deploy().pods());
    assertThat(handed.notices()).isEqualTo(whole.notices());
  }
}
