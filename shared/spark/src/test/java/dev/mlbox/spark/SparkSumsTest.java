package dev.mlbox.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlbox.core.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

  private static Arguments collected(String why, String... settings) {
    return Arguments.of(List.of(settings), why);
  }

  static Stream<Arguments> whatNeedsEachRow() {
    String out = ", or leave evaluate.spark.reduce out";
    return Stream.of(
        collected(
            "evaluate.group (customer, --set evaluate.group) makes some of them depend on others;"
                + " have one row of each customer"
                + out,
            "evaluate.group=customer"),
        collected(
            "evaluate.weight (importance, --set evaluate.weight) counts each otherwise; count each"
                + " once"
                + out,
            "evaluate.weight=importance"),
        collected(
            "evaluate.query (customer, --set evaluate.query) ranks them within queries; ask for"
                + " metrics that rank nothing"
                + out,
            "evaluate.query=customer",
            "evaluate.gates=[ndcg@3 >= baseline - 0.1, mrr >= 0.1]"),
        collected(
            "slice (cost > 20, --set evaluate.slices) cuts by what is no column of text or whole"
                + " numbers; write it to the rows as a column"
                + out,
            "evaluate.slices=[color, region, cost > 20]"),
        collected(
            "evaluate.metrics has spent, which is found of each; do without such metrics" + out,
            "evaluate.metrics=[{name: spent, better: lower, sql: \"avg(cost) filter (where prediction <> bought)\"}]",
            "evaluate.gates=[spent <= 90, spent <= baseline + 5, roc_auc >= 0.6]"),
        collected(
            "gate `average_precision >= baseline - 0.02` needs each; give it a fixed bound" + out,
            "evaluate.gates=[average_precision >= baseline - 0.02]"));
  }

  /** Nothing is judged otherwise, to the last digit, and it is said what would be summed up. */
  @ParameterizedTest
  @MethodSource("whatNeedsEachRow")
  void collectsRowsWhereEachIsNeededAndSaysWhy(List<String> settings, String why)
      throws IOException {
    List<String> asked = new ArrayList<>(List.of(ASKED));
    asked.addAll(settings);
    String here = project.numbers(asked.toArray(String[]::new));
    asked.addAll(
        List.of(
            "evaluate.engine=spark",
            "evaluate.spark.master=local[2]",
            "evaluate.spark.reduce=true"));

    assertThat(project.numbers(asked.toArray(String[]::new))).isEqualTo(here);
    assertThat(project.events)
        .filteredOn(Event.Noted.class::isInstance)
        .extracting(event -> ((Event.Noted) event).text())
        .contains("rows are collected, not summed up by Spark: " + why);
  }

  /** How many rows executors read in a check that Spark notes its events of. */
  private long rowsRead(boolean sums) throws IOException {
    Path log = Files.createDirectories(folder.resolve(sums ? "sums" : "rows"));
    numbers(
        "evaluate.gates=[average_precision >= baseline - 0.02]",
        "evaluate.engine=spark",
        "evaluate.spark.master=local[2]",
        "evaluate.spark.reduce=" + sums,
        "evaluate.spark.conf={spark.eventLog.enabled: true, spark.eventLog.compress: false, spark.eventLog.dir: '%s'}"
            .formatted(log.toUri()));
    Pattern read = Pattern.compile("\"Records Read\":(\\d+)}");
    try (Stream<Path> files = Files.walk(log)) {
      long rows = 0;
      for (Path file :
          files
              .filter(file -> !file.toString().endsWith(".crc"))
              .filter(Files::isRegularFile)
              .toList()) {
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
          Matcher found = read.matcher(line);
          while (line.contains("SparkListenerTaskEnd") && found.find()) {
            rows += Long.parseLong(found.group(1));
          }
        }
      }
      return rows;
    }
  }

  @Test
  void rowsThatTurnedOutToBeNeededWereReadAndAskedAboutTwice() throws IOException {
    long once = rowsRead(false);
    assertThat(once).isGreaterThanOrEqualTo(9_000);

    assertThat(rowsRead(true) - once).isBetween(0L, 1_000L);
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
