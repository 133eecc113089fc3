package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fronts and old boxes, which leave the answer to the stable version. */
class RelayTest {

  private final Path folder;
  private final Boxes boxes;
  private final Caller caller = new Caller();

  RelayTest(@TempDir Path folder) {
    this.folder = folder;
    boxes = new Boxes(folder);
  }

  @AfterEach
  void stopAll() {
    boxes.close();
  }

  @Test
  void aFrontPassesEverythingOnToTheStableVersionWhichDraws() {
    RunningBox stable = boxes.box("v1", FakePredictor.fast());
    RunningBox canary = boxes.box("v2", FakePredictor.fast());
    RunningBox front = boxes.front();
    boxes.stable(Boxes.route("v1", stable));
    assertThat(caller.predict(front).version()).isEqualTo("v1");
    assertThat(caller.get(front.port(), "/v2/models/doubler").json().get("name").asText())
        .isEqualTo("doubler");
    boxes.trial(1, Boxes.route("v1", stable), Boxes.route("v2", canary));
    assertThat(caller.predict(front).version()).isEqualTo("v2");
    assertThat(caller.counts(stable, "v2", 1).canary().requests()).isEqualTo(1);
    assertThat(caller.get(front.metricsPort(), "/mlbox/counts").json().get("splits")).isEmpty();
  }

  @Test
  void aFrontPassesOnFailuresAndRefusals() {
    RunningBox stable = boxes.box("v1", FakePredictor.failing());
    RunningBox front = boxes.front();
    boxes.stable(Boxes.route("v1", stable));
    Caller.Heard heard = caller.predict(front);
    assertThat(heard.status()).isEqualTo(500);
    assertThat(heard.body()).contains("airport XYZ was never seen");
    assertThat(heard.version()).isEqualTo("v1");
    assertThat(caller.predict(front, "nonsense").status()).isEqualTo(400);
  }

  @Test
  void aFrontIsReadyOnceItHasALease() {
    RunningBox front = boxes.front();
    assertThat(caller.get(front.port(), "/v2/health/ready").status()).isEqualTo(503);
    assertThat(caller.get(front.port(), "/v2/health/live").status()).isEqualTo(200);
    Caller.Heard heard = caller.predict(front);
    assertThat(heard.status()).isEqualTo(503);
    assertThat(heard.version()).isEqualTo("front");
    assertThat(heard.body())
        .isEqualTo(
            """
            {"error":{"what":"nobody can answer: no lease was read yet","where":null,\
            "expected":null,"remedy":null}}\
            """);
    boxes.stable(Boxes.route("v1", boxes.box("v1", FakePredictor.fast())));
    assertThat(caller.get(front.port(), "/v2/health/ready").status()).isEqualTo(200);
  }

  @Test
  void aFrontTriesAgainWhileTheStableVersionMoves() {
    RunningBox front = boxes.front();
    RunningBox next = boxes.box("v2", FakePredictor.fast());
    boxes.stable(WrongServer.nobody("v1"));
    CompletableFuture<Caller.Heard> heard = caller.predictLater(front);
    boxes.stable(Boxes.route("v2", next));
    assertThat(heard.join().version()).isEqualTo("v2");
    assertThat(heard.join().status()).isEqualTo(200);
  }

  @Test
  void aFrontGivesUpWhenNobodyComesBack() {
    RunningBox front = boxes.front();
    boxes.stable(WrongServer.nobody("v1"));
    long start = System.nanoTime();
    Caller.Heard heard = caller.predict(front);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(8));
    assertThat(heard.status()).isEqualTo(503);
    assertThat(heard.json().at("/error/what").asText())
        .startsWith("nobody can answer: the stable version at 127.0.0.1:");
  }

  @Test
  void aFrontSaysWhenTheStableVersionIsTooSlow() {
    RunningBox front = boxes.front("MLBOX_TIME_LIMIT=100ms");
    boxes.stable(
        Boxes.route("v1", boxes.box("v1", FakePredictor.hanging(), "MLBOX_TIME_LIMIT=60s")));
    Caller.Heard heard = caller.predict(front);
    assertThat(heard.status()).isEqualTo(504);
    assertThat(heard.json().at("/error/what").asText())
        .isEqualTo("the stable version did not answer within 1200 ms");
  }

  @Test
  void anOldBoxPassesOnAndCovers() {
    RunningBox old = boxes.box("v1", FakePredictor.fast());
    boxes.stable(Boxes.route("v2", boxes.box("v2", FakePredictor.fast())));
    assertThat(caller.predict(old).version()).isEqualTo("v2");
    boxes.stable(Boxes.route("v3", boxes.box("v3", FakePredictor.failing())));
    assertThat(caller.predict(old).version()).isEqualTo("v1");
    boxes.stable(WrongServer.nobody("v4"));
    Caller.Heard heard = caller.predict(old);
    assertThat(heard.version()).isEqualTo("v1");
    assertThat(heard.body()).isEqualTo(Caller.ANSWER);
  }

  /** Two leases that contradict each other; each box believes that the other is stable. */
  @Test
  void boxesThatPointAtEachOtherAnswer() {
    RunningBox one = boxes.box("v1", FakePredictor.fast());
    try (Boxes others = new Boxes(folder.resolve("others"))) {
      RunningBox two = others.box("v2", FakePredictor.fast());
      others.stable(Boxes.route("v1", one));
      boxes.stable(Boxes.route("v2", two));
      assertThat(caller.predict(one).version()).isEqualTo("v1");
      assertThat(caller.predict(two).version()).isEqualTo("v2");
    }
  }

  /** Of a revert the version that was left hears first here; what it says is wrong. */
  @Test
  void whatAnOldBoxStillRelaysToTheVersionThatWasLeftIsAnsweredByTheStableOne() {
    RunningBox old = boxes.box("v1", FakePredictor.fast());
    try (Boxes others = new Boxes(folder.resolve("others"))) {
      RunningBox left = others.box("v2", FakePredictor.wrong());
      boxes.stable(Boxes.route("v2", left));
      others.stable(Boxes.route("v1", old));
      Caller.Heard heard = caller.predict(old);
      assertThat(heard.version()).isEqualTo("v1");
      assertThat(heard.body()).isEqualTo(Caller.ANSWER);
    }
  }

  @Test
  void aConnectionThatBreaksIsNoReasonToLetAVersionAnswerThatWasLeft() {
    RunningBox old = boxes.box("v1", FakePredictor.wrong());
    String answer =
        "HTTP/1.1 200 OK\r\nmlbox-version: v2\r\ncontent-type: application/json\r\n"
            + "content-length: %d\r\n\r\n%s".formatted(Caller.ANSWER.length(), Caller.ANSWER);
    try (WrongServer stable = WrongServer.saying(answer)) {
      boxes.stable(stable.route("v2"));
      stable.hangUpOnce();
      assertThat(caller.predict(old).version()).isEqualTo("v2");
    }
  }

  @Test
  void aFrontThatPointsAtItselfSaysSo() {
    RunningBox front = boxes.front();
    boxes.stable(Boxes.route("v1", front));
    Caller.Heard heard = caller.predict(front);
    assertThat(heard.status()).isEqualTo(503);
    assertThat(heard.json().at("/error/what").asText())
        .isEqualTo(
            "nobody can answer: the stable version's address leads to a box without a model");
  }

  @Test
  void passesHeadersOnButNotThoseOfTheConnection() {
    RunningBox front = boxes.front();
    boxes.stable(Boxes.route("v1", boxes.box("v1", FakePredictor.fast())));
    Caller.Heard heard =
        caller.predict(front, Caller.ROW, "content-type", "text/csv", "traceparent", "00-1-2-01");
    assertThat(heard.status()).as("the model's box saw the content type").isEqualTo(415);
  }
}
