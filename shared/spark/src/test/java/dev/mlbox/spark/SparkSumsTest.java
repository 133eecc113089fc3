package dev.mlbox.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlbox.core.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Executors that sum up say what one machine says that has each row. */
@Timeout(300)
class SparkSumsTest {
  private static final String[] ASKED = {
    "evaluate.slices=[color, [size, plan], region]",
    "evaluate.metrics=[]",
    "evaluate.gates=[roc_auc >= baseline - 0.01, accuracy by region >= baseline - 0.02,"
        + " f1 >= baseline - 0.05, log_loss <= baseline + 0.05]"
  };

  @TempDir private Path folder;
  private SparkProject project;

  @BeforeEach
  void aProject() throws IOException, SQLException {
    project = new SparkProject(folder.toRealPath());
  }

  private JsonNode numbers(String... more) throws IOException {
    List<String> settings = new ArrayList<>(List.of(ASKED));
    settings.addAll(List.of(more));
    return new ObjectMapper().readTree(project.numbers(settings.toArray(String[]::new)));
  }

  /** Where both have a number and not the same one, and by how much. */
  private static void differences(String path, JsonNode one, JsonNode two, List<String> found) {
    if (one.isNumber() && two.isNumber()) {
      double apart = Math.abs(one.doubleValue() - two.doubleValue());
      // What differences of averages, and of F1, vary by is found in another order.
      boolean exact = !path.matches("/gates/findings/[23]/.*");
      if (apart > (exact ? 0 : 1e-9 * Math.abs(one.doubleValue()))) {
        found.add("%s: %s, %s".formatted(path, one, two));
      }
      return;
    }
    if (one.isValueNode() && !one.asText().equals(two.asText())) {
      found.add("%s: %s, %s".formatted(path, one, two));
    }
    one.properties()
        .forEach(
            field -> {
              JsonNode other = two.path(field.getKey());
              differences(path + "/" + field.getKey(), field.getValue(), other, found);
            });
    for (int i = 0; one.isArray() && i < one.size(); i++) {
      differences(path + "/" + i, one.get(i), two.path(i), found);
    }
  }

  @Test
  void sayWhatOneMachineSaysToTheLastDigit() throws IOException {
    JsonNode here = numbers();
    JsonNode there =
        numbers(
            "evaluate.engine=spark",
            "evaluate.spark.master=local[4]",
            "evaluate.spark.reduce=true",
            "evaluate.spark.conf={spark.sql.files.minPartitionNum: 4, spark.sql.files.openCostInBytes: 0}");

    List<String> found = new ArrayList<>();
    for (String part : List.of("candidate", "baseline", "gates")) {
      differences("/" + part, here.get(part), there.get(part), found);
    }
    assertThat(found).isEmpty();
    assertThat(project.events)
        .noneMatch(
            event -> event instanceof Event.Noted note && note.text().contains("are collected"));
  }

  @Test
  void saysWhyRowsAreCollected() throws IOException {
    numbers(
        "evaluate.engine=spark",
        "evaluate.spark.master=local[2]",
        "evaluate.spark.reduce=true",
        "evaluate.group=customer");

    assertThat(project.events)
        .anyMatch(
            event ->
                event instanceof Event.Noted note
                    && note.text()
                        .equals(
                            "rows are collected, not summed up by Spark: customer says more of"
                                + " each"));
  }

  @Test
  void refuseASliceOfTooManyValuesAsOneMachineDoes() {
    assertThatThrownBy(
            () ->
                numbers(
                    "evaluate.engine=spark",
                    "evaluate.spark.master=local[2]",
                    "evaluate.spark.reduce=true",
                    "evaluate.gates=[roc_auc >= 0.6]",
                    "evaluate.slices=[customer]"))
        .hasMessageContaining("slice customer has more than 1,000 values");
  }
}
