package dev.mlbox.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Evidence;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.core.stats.Holm;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.Normal;
import dev.mlbox.core.stats.PairedProportions;
import dev.mlbox.core.stats.RuleOfThree;
import dev.mlbox.core.stats.StudentT;
import dev.mlbox.engine.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
  private static final ObjectMapper PLAIN = new ObjectMapper();
  private final JsonNode report = tree(ReportJson.of("flights", ExampleReports.reverted(3_000)));

  private static JsonNode tree(String json) {
    try {
      return PLAIN.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> mistakes(JsonNode node) {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(tree(ReportJson.schema()));
    return schema.validate(node).stream().map(ValidationMessage::getMessage).toList();
  }

  @Test
  void everyReportIsValid() {
    assertThat(mistakes(report)).isEmpty();
    assertThat(mistakes(tree(ReportJson.of("flights", ExampleReports.trained())))).isEmpty();
  }

  @Test
  void aReportOfAnotherFormIsNot() {
    RunReport trained = ExampleReports.trained();
    JsonNode other = tree(ReportJson.of("flights", trained).replace("\"SUCCEEDED\"", "\"GOOD\""));

    assertThat(mistakes(other))
        .containsExactly(
            "$.outcome: does not have a value in the enumeration [\"SUCCEEDED\", \"REJECTED\","
                + " \"REVERTED\", \"HALTED\", \"INVALID\", \"BROKEN\", \"SUPERSEDED\", \"INTERRUPTED\"]");
  }

  @Test
  void verdictsOnDifferencesFollowFromTheFileAlone() {
    List<String> seen = new ArrayList<>();
    for (JsonNode finding : report.at("/checked/gates/findings")) {
      List<JsonNode> parts = new ArrayList<>();
      finding.at("/evidence/parts").forEach(parts::add);
      List<JsonNode> tested =
          parts.stream().filter(part -> part.at("/comparison/difference").isObject()).toList();
      String metric = finding.at("/gate/metric").asText();
      boolean higher = report.at("/directions/" + metric).asText().equals("HIGHER");
      double[] p =
          tested.stream()
              .mapToDouble(part -> part.at("/comparison/difference/proof/pMargin").asDouble())
              .toArray();
      double[] corrected = Holm.adjust(p);
      for (int i = 0; i < tested.size(); i++) {
        String verdict = verdict(tested.get(i).at("/comparison/difference"), corrected[i], higher);
        assertThat(verdict).isEqualTo(tested.get(i).path("verdict").asText());
        seen.add(verdict);
      }
    }
    assertThat(seen).contains("PASS", "FAIL", "INCONCLUSIVE");
  }

  private static String verdict(JsonNode difference, double corrected, boolean higher) {
    if (corrected < difference.at("/proof/alpha").asDouble()) {
      return "FAIL";
    }
    double worst =
        higher
            ? difference.at("/bounds/lower").asDouble()
            : -difference.at("/bounds/upper").asDouble();
    return worst >= -difference.path("margin").asDouble() ? "PASS" : "INCONCLUSIVE";
  }

  @Test
  void boundsAndPValuesFollowFromTheTablesInTheFile() {
    int proportions = 0;
    int normals = 0;
    for (JsonNode finding : report.at("/checked/gates/findings")) {
      String metric = finding.at("/gate/metric").asText();
      int sign = report.at("/directions/" + metric).asText().equals("HIGHER") ? 1 : -1;
      for (JsonNode part : finding.at("/evidence/parts")) {
        JsonNode difference = part.at("/comparison/difference");
        JsonNode statistics = difference.at("/proof/statistics");
        if (statistics.has("b")) {
          proportions++;
          PairedProportions pairs =
              new PairedProportions(
                  statistics.path("n").asLong(),
                  statistics.path("b").asLong(),
                  statistics.path("c").asLong());
          Interval bounds = pairs.tangoInterval(1 - 2 * difference.at("/proof/alpha").asDouble());
          assertThat(bounds.lower()).isCloseTo(at(difference, "/bounds/lower"), within(1e-12));
          assertThat(Normal.cdf(pairs.tangoZ(-at(difference, "/margin"))))
              .isCloseTo(at(difference, "/proof/pMargin"), within(1e-12));
        } else if (statistics.has("standard_error")) {
          normals++;
          double gain = sign * at(difference, "/estimate");
          double error = statistics.path("standard_error").asDouble();
          double distance = gain + at(difference, "/margin");
          double open = distance < 0 ? unseen(statistics).p(distance) : 0;
          assertThat(Math.max(open, p(distance / error, statistics)))
              .isCloseTo(at(difference, "/proof/pMargin"), within(1e-12));
        }
      }
    }
    assertThat(proportions).isEqualTo(5);
    assertThat(normals).isEqualTo(2);
  }

  /** Of a normal error, or by Student's t of a few large rows with and without their skewness. */
  private static double p(double t, JsonNode statistics) {
    if (!statistics.has("skewness")) {
      return Normal.cdf(t);
    }
    double gamma = at(statistics, "/skewness") / Math.sqrt(at(statistics, "/units"));
    double skewed = t + gamma * t * t / 3 + gamma * gamma * t * t * t / 27 + gamma / 6;
    return StudentT.cdf(Math.max(t, skewed), at(statistics, "/degrees"));
  }

  private static RuleOfThree unseen(JsonNode statistics) {
    return new RuleOfThree(
        statistics.path("unseen_most").asDouble(0), statistics.path("unseen_trials").asDouble(1));
  }

  private static double at(JsonNode node, String path) {
    return node.at(path).asDouble();
  }

  @Test
  void theVerdictOnTheCanaryFollowsFromItsCounts() {
    JsonNode rollout = report.path("rollout");
    List<LiveBatch> log = new ArrayList<>();
    rollout
        .path("log")
        .forEach(batch -> log.add(Json.read(batch.toString(), LiveBatch.class, "log")));
    List<Criterion> criteria = new ArrayList<>();
    rollout
        .at("/last/evidence")
        .forEach(each -> criteria.add(Criterion.parse(each.at("/criterion/text").asText())));

    List<Evidence> again =
        new Judge(
                criteria,
                rollout.at("/timeline/falseRevert").asDouble(),
                rollout.at("/timeline/weights").size())
            .assess(log)
            .evidence();

    for (int i = 0; i < again.size(); i++) {
      JsonNode said = rollout.at("/last/evidence/" + i);
      assertThat(again.get(i).verdict().name()).isEqualTo(said.path("verdict").asText());
      assertThat(again.get(i).logWorse()).isEqualTo(said.path("logWorse").asDouble());
    }
    assertThat(again).hasSize(2);
  }

  @Test
  void itsSizeDoesNotGrowWithTheRows() {
    int small = size(20_000);

    assertThat(size(400_000)).isLessThan(small + small / 5);
    assertThat(small).isLessThan(300_000);
  }

  private static int size(int rows) {
    return ReportJson.of("flights", ExampleReports.reverted(rows))
        .getBytes(StandardCharsets.UTF_8)
        .length;
  }
}
