package dev.mlbox.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlbox.core.config.MlboxConfig;
import dev.mlbox.engine.project.Invocation;
import dev.mlbox.engine.project.Project;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files for build servers, code hosts and reviews. */
class ReportFilesTest {
  @TempDir private Path folder = Path.of("");
  private final dev.mlbox.core.run.RunReport report = ExampleReports.reverted(3_000);

  @BeforeEach
  void aProjectInARepository() throws IOException {
    Files.createDirectories(folder.resolve(".git"));
    Files.createDirectories(folder.resolve("ml models"));
    Files.writeString(
        folder.resolve("ml models/mlbox.yaml"),
        """
        model: flights
        about:
          purpose: Tells travellers whether a flight will be late.
          owner: flights-team@example.com
        load: model.onnx
        evaluate: {data: data/test.parquet, target: late}
        deploy: {to: local}
        """);
  }

  private Project project() {
    return Project.read(
        new Invocation(
            folder.resolve("ml models/mlbox.yaml"),
            List.of(),
            Map.of(),
            List.of(),
            event -> {},
            "deploy"));
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void buildServersReadTheVerdictsAsTests() throws Exception {
    String xml = JunitXml.of("flights", report);

    assertThatCode(
            () ->
                SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(ReportFilesTest.class.getResource("junit.xsd"))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(xml))))
        .doesNotThrowAnyException();
    assertThat(xml.lines().filter(line -> line.contains("<testsuite ")))
        .extracting(line -> line.replaceAll(" time=.*", "").replace("&gt;", ">").strip())
        .containsExactly(
            "<testsuite name=\"roc_auc >= 0.65\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\"",
            "<testsuite name=\"accuracy >= baseline - 0.05\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\"",
            "<testsuite name=\"roc_auc >= baseline + 0.2\" tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\"",
            "<testsuite name=\"log_loss &lt;= baseline + 0.0001\" tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\"",
            "<testsuite name=\"accuracy by origin >= baseline - 0.02\" tests=\"4\" failures=\"3\" errors=\"0\" skipped=\"0\"",
            "<testsuite name=\"predict_ms_p99 &lt;= 1.2 * baseline\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\"",
            "<testsuite name=\"rollout\" tests=\"3\" failures=\"2\" errors=\"0\" skipped=\"1\"");
  }

  @Test
  void anythingInAMessageIsValidXml() {
    assertThat(JunitXml.of("flights", ExampleReports.trained())).contains("<testsuites");
    assertThat(JunitXml.of("a\u0000\u001b<b>&\"\uFFFF", report).replace("&gt;", ">"))
        .contains("mlbox.a&lt;b>&amp;&quot;.rollout")
        .doesNotContain("\u001b");
  }

  @Test
  void codeHostsShowWhatDoesNotPassBesideItsLine() {
    JsonNode log = tree(Sarif.of(project(), report));

    assertThat(log.path("version").asText()).isEqualTo("2.1.0");
    assertThat(log.at("/runs/0/tool/driver/name").asText()).isEqualTo("mlbox");
    JsonNode results = log.at("/runs/0/results");
    JsonNode rules = log.at("/runs/0/tool/driver/rules");
    assertThat(results).hasSize(4);
    for (JsonNode result : results) {
      assertThat(result.at("/message/text").asText()).isNotEmpty();
      assertThat(result.path("level").asText()).isEqualTo("error");
      assertThat(rules.path(result.path("ruleIndex").asInt()).path("id"))
          .isEqualTo(result.path("ruleId"));
      assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
          .isEqualTo("ml%20models/mlbox.yaml");
    }
    assertThat(results.findValuesAsText("startLine")).containsExactly("13", "14", "15", "7");
    assertThat(results.findValuesAsText("ruleId"))
        .containsExactly(
            "gate/roc_auc >= baseline + 0.2",
            "gate/log_loss <= baseline + 0.0001",
            "gate/accuracy by origin >= baseline - 0.02",
            "rollout");
  }

  @Test
  void aReviewReadsTheVerdictFirst() {
    String text = MarkdownReport.of("flights", report);

    assertThat(text)
        .startsWith("## REVERTED: flights (mlbox deploy)\n\n5f3a2b1c0d was reverted, 0a1b2c3d4e")
        .contains(
            "| pass | roc\\_auc >= 0.65 | roc\\_auc ",
            "| fail (blocks) | roc\\_auc >= baseline + 0.2 | ",
            "| metric | candidate | 95 % interval | baseline |\n| --- | --: | --: | --: |\n",
            "| 5 % | 8.0 s | canary 70, stable 1,330 |",
            "### Data\n\n- **arrival &lt;b> tells the target; such as row 7**\n",
            "| subject | v5 \\| &lt;fast> |");
    assertThat(text.lines().filter(line -> line.startsWith("|")))
        .allSatisfy(line -> assertThat(line).endsWith(" |"));
  }

  @Test
  void theCardSaysWhatTheModelIsForAndWhatWasNotShown() {
    MlboxConfig config = project().config();
    String card = ModelCard.of(config, report.origin(), Objects.requireNonNull(report.checked()));

    assertThat(card)
        .startsWith("# Model card: flights\n\n## Model details\n")
        .contains(
            "| owner | flights-team@example.com |",
            "## Intended use\n\nTells travellers whether a flight will be late.\n",
            "## Limitations\n\nNot stated; set `about.limitations` in mlbox.yaml.\n",
            "Not shown by the evaluation:\n\n- roc\\_auc ",
            "`data/test.parquet`, 3,000 rows; the target is `late` (two classes); the positive class is `1`.",
            "| origin = EWR | ")
        .doesNotContain("predict\\_ms\\_p99 |", "2026");
  }

  @Test
  void allFilesLieInOneFolder() throws IOException {
    List<String> shown = Reports.write(project(), report);

    Path reports = folder.resolve("ml models/.mlbox/reports/20260301-101530-deploy");
    assertThat(shown).containsExactly(reports.resolve("index.html").toString());
    try (var files = Files.list(reports)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "index.html",
              "report.json",
              "report.md",
              "junit.xml",
              "report.sarif",
              "MODEL_CARD.md");
    }
  }
}
