package dev.mlbox.engine.hindsight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTest {
  private static final String HEADER =
      "minute,weight,stable,stable_errors,canary,canary_errors,stable_slow,canary_slow\n";

  private Path file = Path.of("");

  @BeforeEach
  void aFile(@TempDir Path folder) {
    file = folder.resolve("counts");
  }

  private List<LiveBatch> read(String text) throws IOException {
    return Recording.read(Files.writeString(file, text));
  }

  @Test
  void aTableHasAStepForEachWeight() throws IOException {
    assertThat(
            read(HEADER + "0,5%,950,1,50,2,9,1\n1,5%,900,0,40,0,0,0\n\n1,0.25,300,0,100,1,3,1\n"))
        .containsExactly(
            new LiveBatch(0, 0, 0.05, new ArmOutcome(950, 1, 950, 9), new ArmOutcome(50, 2, 50, 1)),
            new LiveBatch(1, 0, 0.05, new ArmOutcome(900, 0, 900, 0), new ArmOutcome(40, 0, 40, 0)),
            new LiveBatch(
                1, 1, 0.25, new ArmOutcome(300, 0, 300, 3), new ArmOutcome(100, 1, 100, 1)));
  }

  @Test
  void withoutTheSlowOnesNothingWasTimed() throws IOException {
    assertThat(read("minute,weight,stable,stable_errors,canary,canary_errors\n0,0.5,10,0,9,1\n"))
        .containsExactly(
            new LiveBatch(0, 0, 0.5, new ArmOutcome(10, 0, 0, 0), new ArmOutcome(9, 1, 0, 0)));
  }

  @Test
  void whatADeployReportedIsReadBack() throws IOException {
    LiveBatch batch =
        new LiveBatch(3, 1, 0.25, new ArmOutcome(30, 1, 20, 2), new ArmOutcome(10, 2, 9, 3));

    assertThat(read(Json.pretty(Map.of("rollout", Map.of("log", List.of(batch))))))
        .containsExactly(batch);
    assertThat(read(Json.pretty(Map.of("log", List.of(batch))))).containsExactly(batch);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,5,950,1,50,2,9,1 | weight is `5` (counts:2); expected a share between 0 and 1, or a percentage",
        "0,5%,950,x,50,2,9,1 | stable_errors is `x` (counts:2); expected a whole number from 0 on",
        "0,5%,950,1,50,51,9,1 | canary_errors is `51` (counts:2); expected at most the 50 requests of that arm",
        "0,5% | stable is `` (counts:2); expected a whole number from 0 on"
      })
  void aWrongCellIsNamed(String line, String message) {
    assertThatThrownBy(() -> read(HEADER + line + "\n"))
        .hasMessage(message.replace("counts", file.toString()));
  }

  @Test
  void otherFilesAreNone() {
    assertThatThrownBy(() -> read("minute,weight\n0,5%\n"))
        .hasMessage(
            "the header has no stable, stable_errors, canary, canary_errors (%s:1); expected minute,weight,stable,stable_errors,canary,canary_errors[,stable_slow,canary_slow], or with ; or tabs between them"
                .formatted(file));
    assertThatThrownBy(() -> read("{\"rollout\": null}"))
        .hasMessage(
            "there are no counts (%s); expected a rollout that had a canary".formatted(file));
  }
}
