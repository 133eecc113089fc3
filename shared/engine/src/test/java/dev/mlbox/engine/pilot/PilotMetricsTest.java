package dev.mlbox.engine.pilot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Weight;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PilotMetricsTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  private final AtomicLong seconds = new AtomicLong();
  private final InstantSource clock = () -> NOON.plusSeconds(seconds.get());
  private final PilotMetrics metrics = new PilotMetrics("flights", "9f31", clock);

  private void look() {
    Criterion criterion = Criterion.parse("errors > 1.5 * stable");
    Assessment assessment =
        new Judge(List.of(criterion), 0.01, 1)
            .assess(
                List.of(
                    new LiveBatch(
                        0, 0, 0.05, new ArmOutcome(95, 0, 0, 0), new ArmOutcome(5, 3, 0, 0))));
    metrics.on(
        new Event.Looked(new RolloutState.Watching(NOON, ""), new Weight(0.25), assessment, 12.5));
  }

  @Test
  void beforeTheFirstLookThereIsOnlyItsAge() {
    seconds.set(7);
    assertThat(metrics.scrape())
        .isEqualTo(
            """
            # HELP mlbox_rollout_last_look_age_seconds Time since the pilot looked at the rollout
            # TYPE mlbox_rollout_last_look_age_seconds gauge
            mlbox_rollout_last_look_age_seconds{model="flights",version="9f31"} 7.0
            """);
  }

  @Test
  void tellsStateWeightAndEvidence() {
    look();
    seconds.set(3);
    assertThat(metrics.scrape().lines())
        .contains(
            "mlbox_rollout_last_look_age_seconds{model=\"flights\",version=\"9f31\"} 3.0",
            "mlbox_rollout_state{model=\"flights\",version=\"9f31\",state=\"watching\"} 1.0",
            "mlbox_rollout_state{model=\"flights\",version=\"9f31\",state=\"halted\"} 0.0",
            "mlbox_rollout_weight{model=\"flights\",version=\"9f31\"} 0.25",
            "mlbox_rollout_requests_per_second{model=\"flights\",version=\"9f31\"} 12.5")
        .anyMatch(
            line ->
                line.startsWith(
                    "mlbox_rollout_evidence{model=\"flights\",version=\"9f31\",criterion=\"errors > 1.5 * stable\"} 5."));
  }

  @Test
  void anybodyInTheClusterCanScrapeIt() throws IOException, InterruptedException {
    look();
    try (MetricsPage page = MetricsPage.open(0, "", metrics::scrape)) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:%d/metrics".formatted(page.port())))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo(metrics.scrape());
      assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; version=0.0.4");
    }
  }

  @Test
  void whereAPilotHasATokenOnlyWhoShowsItScrapes() throws IOException, InterruptedException {
    look();
    try (MetricsPage page = MetricsPage.open(0, "t-three", metrics::scrape)) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(page.port())));
      HttpClient client = HttpClient.newHttpClient();
      HttpResponse<String> refused =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).isEqualTo("who asks shows no token that is known here\n");
      HttpResponse<String> answer =
          client.send(
              request.header("authorization", "Bearer t-three").build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(metrics.scrape());
    }
  }
}
