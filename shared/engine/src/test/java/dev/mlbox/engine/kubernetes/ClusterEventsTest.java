package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ClusterEventsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final RolloutRecord RECORD =
      RolloutRecord.empty()
          .versions(release("v1"), release("v2"))
          .with(
              new Lease(
                  7,
                  Duration.ofSeconds(10),
                  new Weight(0.25),
                  new Route("v1", "10.0.0.1:8080"),
                  new Route("v2", "10.0.0.2:8080"),
                  Duration.ofSeconds(1)));

  private static Release release(String version) {
    return new Release(version, "sha256:ab", "r/flights@sha256:ab", Map.of());
  }

  private static String told(RolloutState state) {
    return ClusterEvents.message(RECORD.with(state), state);
  }

  @Test
  void everyStateIsASentence() {
    assertThat(told(new RolloutState.Preparing(NOW))).isEqualTo("boxes of v2 are being started");
    assertThat(told(new RolloutState.Probing(NOW)))
        .isEqualTo("v2 is asked rows whose answers are known");
    assertThat(told(new RolloutState.Shifting(1, NOW, NOW)))
        .isEqualTo("v2 gets 25% of the requests of v1");
    assertThat(told(new RolloutState.Promoting(NOW, ""))).isEqualTo("all requests go to v2");
    assertThat(told(new RolloutState.Watching(NOW, "")))
        .isEqualTo("v2 serves and is watched; v1 is kept warm");
    assertThat(told(new RolloutState.Reverting(NOW, "errors 5 %", false)))
        .isEqualTo("all requests go back to v1: errors 5 %");
    assertThat(told(new RolloutState.Reverted(NOW, "errors 5 %")))
        .isEqualTo("v1 serves everything: errors 5 %");
    assertThat(told(new RolloutState.Halted(NOW, "nobody answers")))
        .isEqualTo("a person is needed: nobody answers");
    assertThat(told(new RolloutState.Succeeded(NOW, "promoted by hand")))
        .isEqualTo("v1 serves everything: promoted by hand");
  }

  @Test
  void whereItIsStaysWhenEventsAreGone() {
    RolloutState state = new RolloutState.Watching(NOW, "");
    assertThat(ClusterEvents.annotations(RECORD.with(state), state, NOW))
        .containsOnly(
            Map.entry("mlbox.dev/state", "Watching"),
            Map.entry(
                "mlbox.dev/rollout",
                "Watching at 2026-11-24T10:00:00Z: v2 serves and is watched; v1 is kept warm"));
  }

  @Test
  @Timeout(30)
  void nobodyWaitsForAnEventAndAnInterruptDoesNotLoseIt(@TempDir Path folder) throws IOException {
    CountDownLatch slow = new CountDownLatch(1);
    try (SmallApi api =
            SmallApi.start()
                .has(
                    "/api/v1/namespaces/ml/services/flights",
                    "{\"apiVersion\": \"v1\", \"kind\": \"Service\", \"metadata\": {\"name\": \"flights\", \"uid\": \"u\"}}")
                .slowedBy(slow);
        Cluster cluster = Cluster.connect(Deploys.to(null, "ml"), api.environment(folder))) {
      ClusterEvents events = new ClusterEvents(cluster, new Names("flights"));
      Thread.currentThread().interrupt();
      events.tell(
          RolloutRecord.empty().with(new RolloutState.Reverted(Instant.EPOCH, "errors")),
          Instant.EPOCH);
      slow.countDown();
      events.close();
      assertThat(Thread.interrupted()).as("who wants it to end is heard").isTrue();
      assertThat(api.applied("/api/v1/namespaces/ml/events").path("reason").asText())
          .isEqualTo("Reverted");
      assertThat(
              api.applied("/api/v1/namespaces/ml/services/flights")
                  .at("/metadata/annotations/mlbox.dev~1state")
                  .asText())
          .isEqualTo("Reverted");
    }
  }
}
