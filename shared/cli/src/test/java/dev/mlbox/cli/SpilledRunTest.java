package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes with less memory than their rows need, beside one with enough. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpilledRunTest {
  private static final int ROWS = 250_000;
  private static final String TOO_LITTLE = "-Xmx20m";

  private Path folder;

  @BeforeAll
  void rowsAndAnswersOfTwoModels(@TempDir Path made) throws IOException {
    folder = made.toRealPath();
    Random random = new Random(1);
    try (PrintWriter rows = file("rows.csv", "late,origin,distance");
        PrintWriter candidate = file("candidate.csv", "prediction,probability");
        PrintWriter baseline = file("baseline.csv", "prediction,probability")) {
      for (int i = 0; i < ROWS; i++) {
        double truth = random.nextDouble();
        rows.printf(
            "%d,%s,%d%n",
            random.nextDouble() < truth ? 1 : 0,
            List.of("EWR", "JFK", "LGA").get(random.nextInt(3)),
            100 + random.nextInt(3_900));
        answer(candidate, truth + 0.10 * random.nextGaussian());
        answer(baseline, truth + 0.11 * random.nextGaussian());
      }
    }
    Files.writeString(
        folder.resolve("mlbox.yaml"),
        """
        model: ready
        load: candidate.csv
        baseline: file:baseline.csv
        evaluate:
          data: rows.csv
          target: late
          slices: [origin, distance > 2000]
          gates: [roc_auc >= baseline - 0.01, log_loss <= baseline + 0.1, accuracy by origin >= baseline - 0.05]
        """);
  }

  private PrintWriter file(String name, String header) throws IOException {
    PrintWriter file = new PrintWriter(Files.newBufferedWriter(folder.resolve(name)));
    file.println(header);
    return file;
  }

  private static void answer(PrintWriter file, double score) {
    double probability = Math.max(0.001, Math.min(0.999, score));
    file.println((probability > 0.5 ? 1 : 0) + "," + probability);
  }

  /** How a command ended, and what it printed. */
  private record Ended(int code, String out) {

    /** The report without what is of its own run: times, places, and that it spilled. */
    JsonNode numbers() throws IOException {
      JsonNode report = Json.mapper().readTree(out.substring(out.indexOf('{')));
      ((ObjectNode) report).remove(List.of("began", "took", "files"));
      ((ObjectNode) report.path("checked")).remove("data");
      return report;
    }
  }

  private Ended check(String... options) throws IOException, InterruptedException {
    List<String> words =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                Stream.of(options),
                Stream.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Stream.of("-cp", System.getProperty("java.class.path"), Main.class.getName()),
                Stream.of("check", "--output", "json"))
            .flatMap(part -> part)
            .toList();
    Path told = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(words).directory(folder.toFile()).redirectError(told.toFile()).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out + Files.readString(told));
  }

  @Test
  void everyNumberIsTheSameAndNothingStaysOnDisk() throws Exception {
    Ended within = check("-Xmx600m");
    assertThat(within.code()).as(within.out()).isZero();
    assertThat(within.out()).doesNotContain("in a file of");

    Ended spilled = check(TOO_LITTLE);

    assertThat(spilled.code()).as(spilled.out()).isZero();
    assertThat(spilled.out())
        .containsPattern("the rows do not fit in \\d+ MB of memory: arrays go to a file of 547 MB")
        .containsPattern(
            "\"message\" : \"the rows did not fit in \\d+ MB of memory: their arrays were in a file of 547 MB on disk\"");
    assertThat(spilled.numbers()).isEqualTo(within.numbers());
    try (Stream<Path> left = Files.list(folder.resolve(".mlbox/spill"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatACommandDoesNotEndWithIsTheEndOfJavaItself() {
    assertThat(IntStream.of(0, 1, 2, 6, 130, 143).map(SpilledRun::believed))
        .containsExactly(0, 1, 2, 6, 130, 143);
    assertThatThrownBy(() -> SpilledRun.believed(137))
        .isInstanceOf(MlboxException.class)
        .hasMessageStartingWith(
            "the process that evaluated the rows with a heap in a file was killed");
    assertThatThrownBy(() -> SpilledRun.believed(134))
        .as("aborted, as for a disk that is full")
        .hasMessageStartingWith(
            "the process that evaluated the rows with a heap in a file ended with code 134");
  }
}
