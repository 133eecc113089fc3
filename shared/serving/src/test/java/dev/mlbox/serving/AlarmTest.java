package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stable box tells whoever waits for it of a canary's bad answers. */
@Timeout(120)
class AlarmTest {
  private final Boxes boxes;
  private final RunningBox stable;
  private final Caller caller = new Caller();

  AlarmTest(@TempDir Path folder) {
    boxes = new Boxes(folder);
    stable = boxes.box("v1", FakePredictor.fast());
  }

  @BeforeEach
  void begin() {
    boxes.trial(
        1, Boxes.route("v1", stable), Boxes.route("v2", boxes.box("v2", FakePredictor.failing())));
  }

  @AfterEach
  void stopAll() {
    boxes.close();
  }

  private Caller.Heard alarm(String query) {
    return caller.get(stable.metricsPort(), "/mlbox/alarm?" + query);
  }

  @Test
  void tellsWhenSoManyAnswersWereBad() {
    CompletableFuture<Caller.Heard> told =
        CompletableFuture.supplyAsync(() -> alarm("canary=v2&bad=2&within=30000"));
    caller.predict(stable);
    caller.predict(stable);
    assertThat(told.join().status()).isEqualTo(200);
    assertThat(told.join().json().get("bad").asLong()).isEqualTo(2);
  }

  @Test
  void tellsAtOnceWhatHasHappenedBefore() {
    caller.predict(stable);
    assertThat(alarm("canary=v2&bad=1&within=30000").status()).isEqualTo(200);
  }

  @Test
  void aSlowAnswerIsBadAsWell() {
    caller.predict(stable);
    assertThat(alarm("canary=v2&bad=2&slow=0.001&within=30000").status()).isEqualTo(200);
  }

  @Test
  void saysAfterTheTimeThatThereIsNothingToTell() {
    caller.predict(stable);
    assertThat(alarm("canary=v2&bad=2&slow=Infinity&within=50").status()).isEqualTo(204);
    assertThat(alarm("canary=v3&bad=1&within=50").status()).as("another canary's").isEqualTo(204);
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThat(alarm("canary=v2&bad=some&within=50").status()).isEqualTo(400);
  }

  @Test
  void whoeverLeavesIsForgotten() throws IOException {
    for (int i = 0; i < 20; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), stable.metricsPort())) {
        socket
            .getOutputStream()
            .write(
                "GET /mlbox/alarm?canary=v2&bad=1&within=30000 HTTP/1.1\r\nhost: box\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
      }
    }
    // While eight wait, nobody more is kept: an answer at once would be 204.
    Boxes.await(
        () -> {
          long began = System.nanoTime();
          int status = alarm("canary=v2&bad=1&within=100").status();
          return status == 204 && System.nanoTime() - began >= 100_000_000;
        });
  }

  @Test
  void aBoxThatLeavesKeepsNobody() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Void> told =
        CompletableFuture.runAsync(
            () -> {
              asked.countDown();
              caller.get(stable.metricsPort(), "/mlbox/alarm?canary=v2&bad=1&within=30000");
            });
    asked.await();
    long began = System.nanoTime();
    stable.close();
    told.handle((answer, gone) -> "over").join();
    assertThat(System.nanoTime() - began).isLessThan(Duration.ofSeconds(30).toNanos());
  }
}
