package dev.mlbox.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.model.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyPredictionsTest {
  @TempDir private Path folder;

  private Predictions read(String answers) throws IOException {
    Files.writeString(folder.resolve("data.csv"), "y\n0\n1\n1\n");
    Files.writeString(folder.resolve("answers.csv"), answers);
    try (DataSource data = DataSource.open(new Stated("data.csv", "mlbox.yaml:4"), folder)) {
      Stated file = new Stated("answers.csv", "mlbox.yaml:2");
      return ReadyPredictions.read(file, folder, data, false);
    }
  }

  @Test
  void aProbabilityAboveOneIsNamedWithItsRow() {
    assertThatThrownBy(() -> read("prediction,probability\n0,0.2\n1,1.5\n1,0.9\n"))
        .hasMessageContaining("column probability of row 2 is 1.5")
        .hasMessageContaining("a probability from 0 to 1")
        .hasMessageContaining("call it score if it is none");
  }

  @Test
  void aScoreMayBeAnyNumber() throws IOException {
    Predictions read = read("prediction,score\n0,-3.5\n1,1.5\n1,20\n");

    assertThat(read.probabilities()).containsExactly(-3.5, 1.5, 20);
  }

  @Test
  void whatASoftmaxRoundsUpIsAProbabilityStill() throws IOException {
    assertThat(read("prediction,probability\n0,0.2\n1,1.0000001\n1,0.9\n").rows()).isEqualTo(3);
  }
}
