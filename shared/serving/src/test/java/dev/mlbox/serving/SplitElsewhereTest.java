package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Splitting;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boxes of both versions behind something that sends requests to both, and has no lease. */
class SplitElsewhereTest {
  private static final Manner ELSEWHERE = Manner.PLAIN.splitBy(Splitting.GATEWAY);

  private final Boxes boxes;
  private final RunningBox stable;
  private final Route v1;
  private final Caller caller = new Caller();

  SplitElsewhereTest(@TempDir Path folder) {
    boxes = new Boxes(folder);
    stable = boxes.box("v1", FakePredictor.fast());
    v1 = Boxes.route("v1", stable);
  }

  @AfterEach
  void stopAll() {
    boxes.close();
  }

  private RunningBox onTrial(FakePredictor model) {
    RunningBox canary = boxes.box("v2", model);
    boxes.trial(0.25, ELSEWHERE, v1, Boxes.route("v2", canary));
    return canary;
  }

  @Test
  void eachVersionAnswersAndCountsWhatReachesIt() {
    RunningBox canary = onTrial(FakePredictor.fast());
    for (int i = 0; i < 30; i++) {
      assertThat(caller.predict(stable).version()).isEqualTo("v1");
    }
    assertThat(caller.predict(canary).version()).isEqualTo("v2");

    Tally.Split own = caller.counts(canary, "v2", 0.25);
    assertThat(own.canary().requests()).isEqualTo(1);
    assertThat(own.stable().requests()).isZero();
    Tally.Split others = caller.counts(stable, "v2", 0.25);
    assertThat(others.stable().requests()).isEqualTo(30);
    assertThat(others.canary().requests()).isZero();
  }

  @Test
  void aCanaryWithoutALeasePassesEverythingOn() {
    RunningBox canary = onTrial(FakePredictor.fast());
    boxes.pass(Boxes.TTL);

    assertThat(caller.predict(canary).version()).isEqualTo("v1");
    assertThat(caller.get(canary.metricsPort(), "/mlbox/counts").json().get("splits")).isEmpty();
  }

  @Test
  void aRevertedCanaryPassesEverythingOnThoughItIsStillSentRequests() {
    RunningBox canary = onTrial(FakePredictor.fast());
    boxes.stable(v1);

    assertThat(caller.predict(canary).version()).isEqualTo("v1");
  }

  @Test
  void theStableVersionCoversForACanaryThatFails() {
    RunningBox canary = onTrial(FakePredictor.failing());

    Caller.Heard heard = caller.predict(canary);

    assertThat(heard.status()).isEqualTo(200);
    assertThat(heard.version()).isEqualTo("v1");
    assertThat(caller.counts(canary, "v2", 0.25).canary().errors()).isEqualTo(1);
    assertThat(caller.get(stable.metricsPort(), "/mlbox/counts").json().get("splits"))
        .as("the stable version does not count what it covers")
        .isEmpty();
  }

  @Test
  void theStableVersionCoversForACanaryThatRefusesWhatItAnswers() {
    RunningBox canary = onTrial(FakePredictor.picky());

    assertThat(caller.predict(canary).version()).isEqualTo("v1");
    assertThat(caller.counts(canary, "v2", 0.25).canary().errors()).isEqualTo(1);
    assertThat(caller.predict(canary, "no JSON").status())
        .as("what both refuse is the client's fault, and counts for nobody")
        .isEqualTo(400);
    assertThat(caller.counts(canary, "v2", 0.25).canary().requests()).isEqualTo(1);
  }

  @Test
  void aCanaryThatFailsWithNobodyToCoverSaysSoItself() {
    RunningBox canary = boxes.box("v2", FakePredictor.failing());
    boxes.trial(0.25, ELSEWHERE, WrongServer.nobody("v1"), Boxes.route("v2", canary));

    Caller.Heard heard = caller.predict(canary);

    assertThat(heard.status()).isEqualTo(500);
    assertThat(heard.version()).isEqualTo("v2");
  }
}
