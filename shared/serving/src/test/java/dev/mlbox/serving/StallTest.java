package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.judge.LatencyBuckets;
import dev.mlbox.core.judge.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What both versions use stands still for longer than a canary is waited for. */
@Timeout(120)
class StallTest {
  private static final int REQUESTS = 40;

  private final Caller caller = new Caller();

  private long errors(RunningBox box) {
    long errors = 0;
    for (JsonNode split : caller.get(box.metricsPort(), "/mlbox/counts").json().get("splits")) {
      errors += split.get("stable").get("errors").asLong();
      errors += split.get("canary").get("errors").asLong();
    }
    return errors;
  }

  @Test
  void itIsCountedForBothVersionsBeforeItEndsAndOnce(@TempDir Path folder) {
    try (Boxes boxes = new Boxes(folder)) {
      Semaphore gate = new Semaphore(0);
      RunningBox stable = boxes.box("v1", FakePredictor.gated(new CountDownLatch(1), gate));
      RunningBox canary = boxes.box("v2", FakePredictor.hanging());
      boxes.trial(0.5, Boxes.route("v1", stable), Boxes.route("v2", canary), Duration.ofMillis(80));
      List<CompletableFuture<Caller.Heard>> waiting = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        waiting.add(caller.predictLater(stable));
      }
      Boxes.await(() -> errors(stable) == REQUESTS);
      gate.release(REQUESTS);
      assertThat(waiting).allSatisfy(each -> assertThat(each.join().status()).isEqualTo(200));

      Tally.Split split = caller.counts(stable, "v2", 0.5);
      long ofStable = split.stable().requests();
      assertThat(ofStable).isBetween(1L, REQUESTS - 1L);
      assertThat(ofStable + split.canary().requests()).isEqualTo(REQUESTS);
      assertThat(split.stable().late()).isEqualTo(ofStable);
      assertThat(split.stable().latency()[LatencyBuckets.NEVER]).isEqualTo(ofStable);
      assertThat(split.canary().latency()[LatencyBuckets.NEVER]).isEqualTo(REQUESTS - ofStable);
    }
  }
}
