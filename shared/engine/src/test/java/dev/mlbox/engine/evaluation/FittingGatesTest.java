package dev.mlbox.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.ConfigReader;
import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.engine.config.YamlSettings;
import dev.mlbox.engine.data.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before any model is asked. */
class FittingGatesTest {
  @TempDir private Path folder;

  private void require(String gates, String rows) throws IOException {
    Files.writeString(folder.resolve("test.csv"), rows);
    EvaluateConfig config =
        ConfigReader.read(
                YamlSettings.parse(
                    """
                    model: shop
                    load: model.onnx
                    evaluate:
                      data: test.csv
                      target: y
                      gates: [GATES]
                    """
                        .replace("GATES", gates),
                    "mlbox.yaml"),
                folder)
            .evaluate();
    try (DataSource data = DataSource.open(config.data(), folder)) {
      FittingGates.require(config, data);
    }
  }

  @Test
  void textIsNoNumber() {
    assertThatThrownBy(() -> require("rmse <= 3", "n,y\n1,late\n2,early\n"))
        .hasMessage(
            "gate `rmse <= 3` cannot be judged by root_mean_squared_error: it is for numbers, but y"
                + " holds text (mlbox.yaml:6)");
  }

  @Test
  void textIsTakenForClassesWhereNobodySaysOtherwise() {
    assertThatThrownBy(() -> require("exact_match >= 0.5", "n,y\n1,so it is\n2,it is so\n"))
        .hasMessageContaining("it is for text (evaluate.task: text), but y holds text that is")
        .hasMessageContaining("taken for classes, as `evaluate.task` is not set");
  }

  @Test
  void fractionsAreNoClasses() {
    assertThatThrownBy(() -> require("accuracy >= 0.5, r2 >= 0", "n,y\n1,0.5\n2,3\n"))
        .hasMessage(
            "gate `accuracy >= 0.5` cannot be judged by accuracy: it is for classes, but y holds"
                + " numbers (mlbox.yaml:6)");
  }

  @Test
  void wholeNumbersMayBeEither() {
    assertThatCode(() -> require("accuracy >= 0.5, r2 >= 0", "n,y\n1,0\n2,1\n"))
        .doesNotThrowAnyException();
    assertThatCode(() -> require("accuracy >= 0.5, r2 >= 0", "n,y\n1,0.0\n2,1.0\n"))
        .doesNotThrowAnyException();
  }

  @Test
  void whoeverLetsErrorsPassIsNotStopped() {
    assertThatCode(() -> require("{gate: rmse <= 3, error: warn}", "n,y\n1,late\n2,early\n"))
        .doesNotThrowAnyException();
  }

  @Test
  void timeAndBytesFitEverything() {
    assertThatCode(() -> require("predict_ms_p99 <= 3", "n,y\n1,late\n2,early\n"))
        .doesNotThrowAnyException();
  }
}
