package dev.mlbox.engine.screen;

import static dev.mlbox.engine.screen.Records.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.rollout.Promotion;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.engine.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DashboardTest {
  private static final RolloutRecord CANARY =
      Records.canary(new RolloutState.Shifting(0, T0, T0), 950, 50, 0);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Screens screens =
      new Screens(new Screens.Site("flights", "local target", ""), Records.config(Promotion.AUTO));

  @TempDir private Path reports;
  private Dashboard dashboard;

  @BeforeEach
  void open() {
    dashboard = Dashboard.open(0, reports);
  }

  @AfterEach
  void close() {
    dashboard.close();
  }

  private void show(RolloutRecord record) {
    dashboard.show(screens.at(T0, record, List.of()), record.history());
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = dashboard.address().resolve(path);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private BufferedReader events() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(dashboard.address().resolve("/events")).build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static JsonNode next(BufferedReader events, String name) throws IOException {
    String line = events.readLine();
    while (line != null && !line.equals("event: " + name)) {
      line = events.readLine();
    }
    return Json.mapper().readTree(events.readLine().substring("data: ".length()));
  }

  @Test
  void whoeverLooksSeesWhatIsAndWhatComes() throws Exception {
    show(Records.serving());
    try (BufferedReader events = events()) {
      assertThat(next(events, "screen").path("headline").asText()).isEqualTo("v1 serves");
      show(CANARY);
      assertThat(next(events, "screen").path("headline").asText())
          .isEqualTo("v2 gets 5% of the requests");
    }
  }

  @Test
  void aPastRolloutLeadsToTheReportOfThisMachine() throws Exception {
    Path report = Files.createDirectories(reports.resolve("20261124-095900-deploy"));
    Files.writeString(
        report.resolve("report.json"),
        """
        {"began": "2026-11-24T09:59:00Z", "took": "PT1M", "release": {"version": "v1"}, "rollout": {}}
        """);
    Files.writeString(report.resolve("index.html"), "<h1>v1</h1>");
    Files.createDirectories(reports.resolve("20261124-095800-deploy"));
    show(Records.serving());
    try (BufferedReader events = events()) {
      JsonNode past = next(events, "past");
      assertThat(past).hasSize(1);
      assertThat(past.path(0).path("end").asText()).isEqualTo("promoted");
      assertThat(past.path(0).path("report").asText()).isEqualTo("20261124-095900-deploy");
    }
    assertThat(get("/reports/20261124-095900-deploy/").body()).isEqualTo("<h1>v1</h1>");
  }

  @Test
  void nothingElseOfThisMachineCanBeRead() throws Exception {
    Files.writeString(reports.resolve("index.html"), "secret");
    for (String path : List.of("/reports/", "/reports/../index.html", "/reports/%2e%2e/", "/x")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void thePageNeedsNothingFromElsewhere() throws Exception {
    HttpResponse<String> page = get("/");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'");
    for (String path : List.of("/", "/dashboard.css", "/dashboard.js")) {
      assertThat(get(path).statusCode()).isEqualTo(200);
      assertThat(get(path).body()).doesNotContain("http://", "https://");
    }
  }

  @Test
  void aPageOfAnotherSiteCannotReadItThroughTheBrowser() throws Exception {
    URI address = dashboard.address();
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /events HTTP/1.1\r\nHost: evil.example\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(answer.readLine()).isEqualTo("HTTP/1.1 403 Forbidden");
    }
  }

  @Test
  void itOnlyReads() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(dashboard.address())
            .POST(HttpRequest.BodyPublishers.ofString("promote"))
            .build();
    assertThat(http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @Test
  void aPortThatIsTaken() {
    int port = dashboard.address().getPort();
    assertThatThrownBy(() -> Dashboard.open(port, reports))
        .hasMessageStartingWith("the dashboard cannot listen on port %d".formatted(port));
  }
}
