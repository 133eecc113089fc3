package dev.mlbox.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.measure.Slice;
import dev.mlbox.core.measure.Slicing;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The mix of recent requests in every file of a report, and files of very many slices. */
class LiveReportTest {
  private static final int MOST_BYTES = 2_000_000;

  /** Slices by origin, of so many rows each. */
  private static Slicing slicing(int... sizes) {
    List<Slice> slices = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < sizes.length; i++) {
      slices.add(new Slice("origin", "O" + i, IntStream.range(from, from + sizes[i]).toArray()));
      from += sizes[i];
    }
    return new Slicing("origin", Slicing.Kind.COLUMN, slices);
  }

  private static RunReport report(RunReport.Checked checked) {
    return new RunReport(
        "check",
        Outcome.REJECTED,
        "1 gate does not pass",
        List.of(),
        Map.of(),
        checked,
        null,
        null,
        ExampleReports.BEGAN,
        Duration.ofSeconds(2),
        List.of());
  }

  private static final RunReport.Checked CHECKED =
      ExampleReports.checked(3_000, slicing(2_400, 595, 5, 0), slicing(200, 500, 270, 30));

  @Test
  void markdownHasMetricsMixAndDistance() {
    String text = MarkdownReport.of("flights", report(CHECKED));

    assertThat(text)
        .contains(
            "### On the mix of recent requests",
            "1,000 requests of live.csv, mixed by origin: 60 % of them would have to be of another"
                + " origin for the mix of the rows; 3 % are of none that the rows have.",
            "| metric | on the requests | 95 % interval | on the rows | 95 % interval | baseline on"
                + " the requests |",
            "| O1 | 500 | 50 % | 595 | 19.8 % |",
            "| O3 | 30 | 3 % | 0 | 0 % |");
  }

  @Test
  void thePageHasThemToo() {
    String html = Reports.html("flights", report(CHECKED));

    assertThat(html)
        .contains("On the mix of recent requests", "of the requests", "<th scope=\"row\">O1</th>");
  }

  @Test
  void theModelCardHasThemToo() {
    assertThat(LiveMarkdown.of(CHECKED, "##"))
        .startsWith("## On the mix of recent requests\n\n1,000 requests of live.csv")
        .contains("| accuracy | ");
  }

  @Test
  void jsonHasTheMixAndTheSliceInDoubt() {
    JsonNode json = Json.read(ReportJson.of("flights", report(CHECKED)), JsonNode.class, "report");

    assertThat(json.at("/checked/live/slices/0/name").asText()).isEqualTo("O1");
    assertThat(json.at("/checked/live/slices/0/requests").asLong()).isEqualTo(500);
    assertThat(json.at("/checked/live/metrics/accuracy/interval/lower").asDouble())
        .isLessThan(json.at("/checked/candidate/metrics/accuracy/interval/lower").asDouble());
    JsonNode doubt = json.at("/checked/gates/findings/6/evidence/parts/0/comparison/doubt");
    assertThat(doubt.path("slice").asText()).isEqualTo("O2");
    assertThat(doubt.path("rows").asLong()).isEqualTo(5);
  }

  @Test
  void filesOfAThousandSlicesStaySmall() {
    int[] rows = IntStream.range(0, 1_000).map(i -> 40).toArray();
    int[] requests = IntStream.range(0, 1_000).map(i -> 1 + i % 50).toArray();
    RunReport report = report(ExampleReports.checked(40_000, slicing(rows), slicing(requests)));

    long began = System.nanoTime();
    String json = ReportJson.of("flights", report);
    assertThat(bytes(json)).isLessThan(MOST_BYTES);
    assertThat(json)
        .contains("\"leftOut\":\"of 1,000 slices: metrics by slice that no gate is about\"")
        .contains("\"name\":\"O999\"");
    assertThat(bytes(Reports.html("flights", report))).isLessThan(MOST_BYTES);
    assertThat(bytes(MarkdownReport.of("flights", report))).isLessThan(200_000);
    assertThat(bytes(JunitXml.of("flights", report))).isLessThan(MOST_BYTES);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
