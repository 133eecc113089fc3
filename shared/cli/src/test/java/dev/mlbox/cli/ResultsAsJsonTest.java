package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.hindsight.Backtest;
import dev.mlbox.core.plan.Step;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.Forecast;
import dev.mlbox.engine.Interim;
import dev.mlbox.engine.Standing;
import dev.mlbox.engine.Why;
import dev.mlbox.engine.doctor.Examination;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.json.ResultJson;
import dev.mlbox.engine.traffic.TrafficReport;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mlbox plan --output json} ended as a bug: no JSON had been known of what may be absent.
 */
@Timeout(60)
class ResultsAsJsonTest {
  /** What each command shows when all goes well; where it fails, that is a RunReport. */
  private static final Map<String, List<Class<?>>> RESULTS = new HashMap<>();

  static {
    for (String goal :
        List.of("train", "evaluate", "check", "box", "deploy", "promote", "revert")) {
      RESULTS.put(goal, List.of(RunReport.class, Step.class));
    }
    RESULTS.put("follow", List.of(RunReport.class, Interim.class));
    RESULTS.put("doctor", List.of(Examination.class));
    RESULTS.put("status", List.of(Standing.class));
    RESULTS.put("history", List.of(Past.class));
    RESULTS.put("why", List.of(Why.class));
    RESULTS.put("plan", List.of(Forecast.class));
    RESULTS.put("backtest", List.of(Backtest.class));
    RESULTS.put("traffic", List.of(TrafficReport.class));
    RESULTS.put("stop", List.of(String.class));
  }

  @TempDir private Path folder;

  @Test
  void everyCommandThatOffersJsonIsLookedAt() throws IOException {
    Set<String> offering =
        Main.commands(new Shell(folder).console()).getSubcommands().entrySet().stream()
            .filter(each -> each.getValue().getCommandSpec().findOption("--output") != null)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());

    assertThat(RESULTS.keySet()).isEqualTo(offering);
  }

  @Test
  void whateverIsInAResultCanBeWrittenAndRead() throws JsonProcessingException {
    for (Class<?> type :
        RESULTS.values().stream().flatMap(List::stream).collect(Collectors.toSet())) {
      for (Object specimen : Specimens.of(type)) {
        JsonNode read = Json.mapper().readTree(ResultJson.pretty(specimen));

        if (type.isRecord()) {
          assertThat(read.fieldNames())
              .toIterable()
              .as(type.getName())
              .contains(
                  Arrays.stream(type.getRecordComponents())
                      .map(RecordComponent::getName)
                      .toArray(String[]::new));
        }
      }
    }
  }

  private Shell deployable() throws IOException {
    Shell shell = new Shell(folder);
    shell.fixture("tiny-binary.onnx", "model.onnx");
    shell.fixture("tiny-table.csv", "test.csv");
    shell.write("mlbox.yaml", MessageStage.CONFIG);
    return shell;
  }

  @Test
  void aPlanIsPrintedAndKeptForMachines() throws IOException {
    Shell shell = deployable();
    Path file = folder.resolve("plan.json");

    assertThat(
            shell.run(
                "plan", "--traffic", "100/s", "--output", "json", "--report-file", file.toString()))
        .isZero();
    assertThat(shell.out()).contains("\"proven\" : \"PT").isEqualTo(Files.readString(file));
  }

  @Test
  void aBacktestIsPrintedAndKeptForMachines() throws IOException {
    Shell shell = deployable();
    Path counts =
        shell.write(
            "counts.csv",
            "minute,weight,stable,stable_errors,canary,canary_errors\n0,0.1,900,0,100,50\n");
    Path file = folder.resolve("backtest.json");

    assertThat(
            shell.run(
                "backtest",
                counts.toString(),
                "--output",
                "json",
                "--report-file",
                file.toString()))
        .isZero();
    assertThat(shell.out()).contains("\"looks\"", "\"peers\"").isEqualTo(Files.readString(file));
  }
}
