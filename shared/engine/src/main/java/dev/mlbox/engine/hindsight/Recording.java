package dev.mlbox.engine.hindsight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.data.CsvText;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The counts of a rollout: the report.json of a deploy, or a table. */
public final class Recording {
  private Recording() {}

  /**
   * Reads counts.
   *
   * @throws MlboxException INVALID with what is wrong and where
   */
  public static List<LiveBatch> read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw MlboxException.invalid(
          Problem.of("the counts cannot be read: " + e.getMessage())
              .at(file.toString())
              .expected("the report.json of a deploy, or a CSV file: " + CountsTable.FORM));
    }
    String text = CsvText.decoded(bytes, file);
    List<LiveBatch> log =
        text.stripLeading().startsWith("{")
            ? recorded(text, file)
            : new CountsTable(file).read(text.lines().toList());
    if (log.isEmpty()) {
      throw MlboxException.invalid(
          Problem.of("there are no counts")
              .at(file.toString())
              .expected("a rollout that had a canary"));
    }
    return log;
  }

  private static List<LiveBatch> recorded(String text, Path file) {
    try {
      JsonNode json = Json.mapper().readTree(text);
      JsonNode log = json.path("rollout").path("log");
      List<LiveBatch> batches = new ArrayList<>();
      for (JsonNode batch : log.isArray() ? log : json.path("log")) {
        batches.add(Json.mapper().treeToValue(batch, LiveBatch.class));
      }
      return batches;
    } catch (JsonProcessingException e) {
      throw MlboxException.invalid(
          Problem.of("it is no report: " + e.getOriginalMessage()).at(file.toString()));
    }
  }
}
