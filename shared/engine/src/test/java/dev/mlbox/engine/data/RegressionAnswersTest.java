package dev.mlbox.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.model.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands beside numbers that answer with numbers is nobody's probability. */
class RegressionAnswersTest {
  @TempDir private Path folder;

  private Predictions read(String rows, String answers) throws IOException {
    Files.writeString(folder.resolve("rows.csv"), rows);
    Files.writeString(folder.resolve("answers.csv"), answers);
    EvaluateConfig config =
        new EvaluateConfig(
            new Stated("rows.csv", "mlbox.yaml:4"),
            new Stated("y", "mlbox.yaml:5"),
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            30,
            1,
            0,
            null,
            "mlbox.yaml:3");
    try (DataSource data = DataSource.open(config.data(), folder)) {
      return ReadyPredictions.read(new Stated("answers.csv", "mlbox.yaml:2"), folder, data, config);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "probability\n1.5,80\n2.5,99",
        "probability\n1.5,80\n2.5,high",
        "score\n1.5,nan\n2.5,1"
      })
  void aColumnBesideThemIsPassedOver(String answers) throws IOException {
    Predictions read = read("x,y\n1,1.25\n2,2.5\n", "prediction," + answers + "\n");

    assertThat(read.width()).isZero();
    assertThat(read.rows()).isEqualTo(2);
  }

  @Test
  void ofClassesItIsAProbability() {
    assertThatThrownBy(() -> read("x,y\n1,0\n2,1\n", "prediction,probability\n0,80\n1,99\n"))
        .hasMessageContaining("is no number from 0 to 1");
  }
}
