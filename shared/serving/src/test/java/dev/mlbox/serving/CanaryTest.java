package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.judge.LatencyBuckets;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.rollout.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stable box, the canary's answers and failures, and what is counted of them. */
class CanaryTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Boxes boxes;
  private final RunningBox stable;
  private final Route v1;
  private final Caller caller = new Caller();

  CanaryTest(@TempDir Path folder) {
    boxes = new Boxes(folder);
    stable = boxes.box("v1", FakePredictor.fast());
    v1 = Boxes.route("v1", stable);
  }

  @AfterEach
  void stopAll() {
    boxes.close();
  }

  @Test
  void theCanaryAnswersItsShareExactly() {
    boxes.trial(0.25, v1, Boxes.route("v2", boxes.box("v2", FakePredictor.fast())));
    int requests = 4000;
    int canary = 0;
    for (int i = 0; i < requests; i++) {
      Caller.Heard heard = caller.predict(stable);
      assertThat(heard.status()).isEqualTo(200);
      assertThat(heard.body()).isEqualTo(Caller.ANSWER);
      assertThat(Long.parseLong(heard.header("mlbox-handler-micros"))).isNotNegative();
      canary += heard.version().equals("v2") ? 1 : 0;
    }
    assertThat((double) canary)
        .isCloseTo(requests * 0.25, within(6 * Math.sqrt(requests * 0.25 * 0.75)));
    Tally.Split split = caller.counts(stable, "v2", 0.25);
    assertThat(split.canary().requests()).isEqualTo(canary);
    assertThat(split.stable().requests()).isEqualTo(requests - canary);
    assertThat(split.canary().errors() + split.stable().errors()).isZero();
    assertThat(Arrays.stream(split.canary().latency()).sum()).isEqualTo(canary);
    assertThat(Arrays.stream(split.stable().latency()).sum()).isEqualTo(requests - canary);
  }

  @Test
  void countsEachWeightByItself() {
    Route v2 = Boxes.route("v2", boxes.box("v2", FakePredictor.fast()));
    caller.predict(stable);
    boxes.trial(1, v1, v2);
    caller.predict(stable);
    caller.predict(stable);
    boxes.trial(0.5, v1, v2);
    caller.predict(stable);
    boxes.stable(v1);
    caller.predict(stable);
    assertThat(caller.counts(stable, "", 0).stable().requests()).isEqualTo(2);
    assertThat(caller.counts(stable, "v2", 1).canary().requests()).isEqualTo(2);
    Tally.Split half = caller.counts(stable, "v2", 0.5);
    assertThat(half.canary().requests() + half.stable().requests()).isEqualTo(1);
  }

  @Test
  void theCanaryCountsNothingOfWhatItWasGiven() {
    RunningBox canary = boxes.box("v2", FakePredictor.fast());
    boxes.trial(1, v1, Boxes.route("v2", canary));
    caller.predict(stable);
    caller.predict(canary);
    assertThat(caller.get(canary.metricsPort(), "/mlbox/counts").json().get("splits")).isEmpty();
  }

  @Test
  void coversAFailure() {
    boxes.trial(1, v1, Boxes.route("v2", boxes.box("v2", FakePredictor.failing())));
    covered();
    Tally.Split split = caller.counts(stable, "v2", 1);
    assertThat(split.canary().errors()).isEqualTo(1);
    assertThat(Arrays.stream(split.canary().latency()).sum()).as("it gave a time").isEqualTo(1);
    assertThat(split.canary().latency()[LatencyBuckets.NEVER]).isZero();
  }

  @Test
  void coversOneThatRefuses() {
    boxes.trial(1, v1, WrongServer.nobody("v2"));
    covered();
    notTimed();
  }

  @Test
  void coversOneThatHangsUp() {
    try (WrongServer server = WrongServer.saying("")) {
      boxes.trial(1, v1, server.route("v2"));
      covered();
      notTimed();
    }
  }

  @Test
  void coversGarbage() {
    try (WrongServer server = WrongServer.saying("220 mail.example.com ESMTP\r\n\r\n")) {
      boxes.trial(1, v1, server.route("v2"));
      covered();
      notTimed();
    }
  }

  @Test
  void coversHalfAnAnswer() {
    String half =
        "HTTP/1.1 200 OK\r\nmlbox-version: v2\r\ncontent-length: 100\r\n\r\n{\"predictions\":[";
    try (WrongServer server = WrongServer.saying(half)) {
      boxes.trial(1, v1, server.route("v2"));
      covered();
      notTimed();
    }
  }

  @Test
  void coversSomebodyElseAtTheAddress() {
    try (WrongServer server =
        WrongServer.saying("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")) {
      boxes.trial(1, v1, server.route("v2"));
      covered();
      notTimed();
    }
    boxes.trial(1, v1, Boxes.route("v2", boxes.box("v3", FakePredictor.fast())));
    covered();
  }

  @Test
  void coversOneThatIsTooSlow() {
    Route v2 = Boxes.route("v2", boxes.box("v2", FakePredictor.hanging()));
    boxes.trial(1, v1, v2, Duration.ofMillis(80));
    long start = System.nanoTime();
    covered();
    assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(79).toNanos());
    Tally.Split split = caller.counts(stable, "v2", 1);
    assertThat(split.canary().errors()).isEqualTo(1);
    assertThat(split.canary().latency()[LatencyBuckets.NEVER]).isEqualTo(1);
  }

  @Test
  void theStableVersionIsHeldToTheSameTime() {
    RunningBox slow = boxes.box("v1", FakePredictor.slow(120));
    Route v2 = Boxes.route("v2", boxes.box("v2", FakePredictor.fast()));
    boxes.trial(1e-9, Boxes.route("v1", slow), v2, Duration.ofMillis(80));
    assertThat(caller.predict(slow).status()).isEqualTo(200);
    Tally.Split split = caller.counts(slow, "v2", 1e-9);
    assertThat(split.stable().requests()).isEqualTo(1);
    assertThat(split.stable().errors()).isEqualTo(1);
  }

  @Test
  void passesOnWhatIsTheClientsFault() {
    boxes.trial(1, v1, Boxes.route("v2", boxes.box("v2", FakePredictor.fast())));
    Caller.Heard heard = caller.predict(stable, "{\"x\": \"many\"}");
    assertThat(heard.status()).isEqualTo(400);
    assertThat(heard.version()).isEqualTo("v2");
    assertThat(caller.get(stable.metricsPort(), "/mlbox/counts").json().get("splits"))
        .as("it is no evidence")
        .isEmpty();
  }

  @Test
  void aRequestThatOnlyTheCanaryRefusesIsItsError() {
    boxes.trial(1, v1, Boxes.route("v2", boxes.box("v2", FakePredictor.picky())));
    covered();
    Tally.Split split = caller.counts(stable, "v2", 1);
    assertThat(split.canary().errors()).isEqualTo(1);
    assertThat(Arrays.stream(split.canary().latency()).sum()).as("it gave a time").isEqualTo(1);
  }

  @Test
  void aRequestThatTheStableVersionRefusesIsNoEvidence() {
    Route v2 = Boxes.route("v2", boxes.box("v2", FakePredictor.fast()));
    boxes.trial(1e-9, v1, v2);
    assertThat(caller.predict(stable, "{\"x\": \"many\"}").status()).isEqualTo(400);
    assertThat(caller.predict(stable).status()).isEqualTo(200);
    assertThat(caller.counts(stable, "v2", 1e-9).stable().requests()).isEqualTo(1);
  }

  @Test
  void aRefusalStandsWhenTheStableVersionCannotTell() {
    RunningBox failing = boxes.box("v3", FakePredictor.failing());
    Route v2 = Boxes.route("v2", boxes.box("v2", FakePredictor.picky()));
    boxes.trial(1, Boxes.route("v3", failing), v2);
    assertThat(caller.predict(failing).status()).isEqualTo(400);
    assertThat(caller.get(failing.metricsPort(), "/mlbox/counts").json().get("splits")).isEmpty();
  }

  @Test
  void aFailureOfBothIsTold() {
    RunningBox failing = boxes.box("v3", FakePredictor.failing());
    Route v3 = Boxes.route("v3", failing);
    boxes.trial(1, v3, WrongServer.nobody("v2"));
    Caller.Heard heard = caller.predict(failing);
    assertThat(heard.status()).isEqualTo(500);
    assertThat(heard.version()).isEqualTo("v3");
    assertThat(heard.body())
        .isEqualTo(
            """
            {"error":{"what":"the model failed: airport XYZ was never seen","where":"row 1",\
            "expected":null,"remedy":null}}\
            """);
    assertThat(caller.counts(failing, "v2", 1).stable().requests()).isZero();
  }

  @Test
  void aLeaseThatRunsOutTakesTheCanaryOff() {
    boxes.trial(1, v1, Boxes.route("v2", boxes.box("v2", FakePredictor.fast())), LONG);
    boxes.pass(Boxes.TTL.minusSeconds(5));
    assertThat(caller.predict(stable).version()).isEqualTo("v2");
    assertThat(caller.get(stable.metricsPort(), "/metrics").body()).contains("mlbox_weight 1.0");
    boxes.pass(Duration.ofSeconds(5));
    assertThat(caller.predict(stable).version()).isEqualTo("v1");
    assertThat(caller.get(stable.metricsPort(), "/metrics").body()).contains("mlbox_weight 0.0");
    assertThat(caller.counts(stable, "", 0).stable().requests()).isEqualTo(1);
  }

  @Test
  void aBoxThatStartsLateWaitsForARenewal() {
    Route v2 = Boxes.route("v2", boxes.box("v2", FakePredictor.fast()));
    boxes.trial(1, v1, v2);
    RunningBox late = boxes.box("v1", FakePredictor.fast());
    assertThat(caller.predict(late).version()).isEqualTo("v1");
    boxes.trial(1, v1, v2);
    assertThat(caller.predict(late).version()).isEqualTo("v2");
  }

  @Test
  void probesItsOwnModelUncounted() {
    RunningBox canary = boxes.box("v2", FakePredictor.fast());
    boxes.trial(1, v1, Boxes.route("v2", canary));
    Caller.Heard heard = caller.post(stable.metricsPort(), "/mlbox/predict", Caller.ROW);
    assertThat(heard.version()).isEqualTo("v1");
    assertThat(heard.body()).isEqualTo(Caller.ANSWER);
    assertThat(caller.get(stable.metricsPort(), "/mlbox/counts").json().get("splits")).isEmpty();
  }

  private void covered() {
    Caller.Heard heard = caller.predict(stable);
    assertThat(heard.status()).isEqualTo(200);
    assertThat(heard.body()).isEqualTo(Caller.ANSWER);
    assertThat(heard.version()).isEqualTo("v1");
    Tally.Split split = caller.counts(stable, "v2", 1);
    assertThat(split.canary().errors()).isEqualTo(split.canary().requests());
    assertThat(split.canary().requests()).isPositive();
    assertThat(split.stable().requests()).as("the arm that was chosen").isZero();
    assertThat(caller.get(stable.metricsPort(), "/metrics").body())
        .contains("mlbox_requests_total{arm=\"canary\",outcome=\"covered\",version=\"v1\"}");
  }

  private void notTimed() {
    assertThat(Arrays.stream(caller.counts(stable, "v2", 1).canary().latency()).sum()).isZero();
  }
}
