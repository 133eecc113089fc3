package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What boxes ask of each other, and of whoever reads their counts. */
class TokensBetweenBoxesTest {
  private static final String OLD = "MLBOX_TOKENS=t-one";
  private static final String NEXT = "MLBOX_TOKENS=t-two t-one";
  private static final String[] LAST_HOP = {"mlbox-hop", "2"};

  private final Boxes boxes;
  private final Caller caller = new Caller();

  TokensBetweenBoxesTest(@TempDir Path folder) {
    boxes = new Boxes(folder);
  }

  @AfterEach
  void stopAll() {
    boxes.close();
  }

  @Test
  void nobodyFromOutsideGetsPastTheSplit() {
    RunningBox stable = boxes.box("v1", FakePredictor.fast(), OLD);
    RunningBox canary = boxes.box("v2", FakePredictor.fast(), NEXT);
    boxes.trial(1, Boxes.route("v1", stable), Boxes.route("v2", canary));
    assertThat(caller.predict(stable, Caller.ROW, LAST_HOP).version()).isEqualTo("v2");
    assertThat(caller.predict(stable, Caller.ROW, "mlbox-hop", "2", "mlbox-token", "t-x").version())
        .isEqualTo("v2");
    assertThat(
            caller.predict(stable, Caller.ROW, "mlbox-hop", "2", "mlbox-token", "t-one").version())
        .as("from a fellow")
        .isEqualTo("v1");
  }

  @Test
  void versionsOfTwoDeploysBelieveEachOther() {
    RunningBox old = boxes.box("v1", FakePredictor.fast(), OLD);
    RunningBox next = boxes.box("v2", FakePredictor.fast(), NEXT);
    RunningBox front = boxes.front(OLD);
    boxes.trial(1, Boxes.route("v1", old), Boxes.route("v2", next));
    assertThat(caller.predict(front).version()).isEqualTo("v2");
    boxes.stable(Boxes.route("v2", next));
    assertThat(caller.predict(old).version()).as("after the promotion").isEqualTo("v2");
    assertThat(caller.predict(front).version()).isEqualTo("v2");
  }

  @Test
  void aVersionFromBeforeThereWereTokensWorksWithOneThatHasThem() {
    RunningBox old = boxes.box("v1", FakePredictor.fast());
    RunningBox next = boxes.box("v2", FakePredictor.fast(), "MLBOX_TOKENS=t-two");
    RunningBox front = boxes.front();
    boxes.trial(1, Boxes.route("v1", old), Boxes.route("v2", next));
    for (int i = 0; i < 20; i++) {
      assertThat(caller.predict(front).version()).isEqualTo("v2");
    }
    assertThat(caller.counts(old, "v2", 1).canary().requests()).isEqualTo(20);
    assertThat(caller.counts(old, "v2", 1).canary().errors()).isZero();
    boxes.stable(Boxes.route("v2", next));
    assertThat(caller.predict(old).version()).as("after the promotion").isEqualTo("v2");
    boxes.stable(Boxes.route("v1", old));
    assertThat(caller.predict(next).version()).as("after a revert").isEqualTo("v1");
  }

  @Test
  void aVersionThatAsksForNoneWorksWithOneThatDoes() {
    RunningBox old = boxes.box("v1", FakePredictor.fast(), OLD);
    RunningBox next = boxes.box("v2", FakePredictor.fast(), "MLBOX_OTHERS_TOKENS=t-one");
    boxes.trial(1, Boxes.route("v1", old), Boxes.route("v2", next));
    assertThat(caller.predict(old).version()).isEqualTo("v2");
    boxes.trial(1, Boxes.route("v2", next), Boxes.route("v1", old));
    for (int i = 0; i < 20; i++) {
      assertThat(caller.predict(next).status()).isEqualTo(200);
    }
    assertThat(caller.counts(next, "v1", 1).canary().requests()).isPositive();
    assertThat(caller.counts(next, "v1", 1).canary().errors())
        .as("the old version's share in a watch is its own")
        .isZero();
    assertThat(caller.get(next.metricsPort(), "/mlbox/counts").status())
        .as("nobody is asked for one")
        .isEqualTo(200);
  }

  @Test
  void aCanaryThatFailsIsCoveredBetweenTokens() {
    RunningBox old = boxes.box("v1", FakePredictor.fast(), OLD);
    RunningBox next = boxes.box("v2", FakePredictor.failing(), NEXT);
    boxes.trial(1, Boxes.route("v1", old), Boxes.route("v2", next));
    assertThat(caller.predict(old).version()).isEqualTo("v1");
  }

  @Test
  void countsProbeAndStateAreForFellows() {
    RunningBox box = boxes.box("v1", FakePredictor.fast(), NEXT);
    for (String path : new String[] {"/mlbox/counts", "/mlbox/live"}) {
      assertThat(caller.get(box.metricsPort(), path).status()).isEqualTo(403);
      assertThat(caller.get(box.metricsPort(), path, "mlbox-token", "t-one").status())
          .isEqualTo(200);
    }
    Caller.Heard refused = caller.post(box.metricsPort(), "/mlbox/predict", Caller.ROW);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body())
        .isEqualTo(
            """
            {"error":{"what":"who asks for /mlbox/predict shows no token that is known here",\
            "where":null,"expected":null,"remedy":null}}\
            """);
    assertThat(
            caller
                .post(box.metricsPort(), "/mlbox/predict", Caller.ROW, "mlbox-token", "t-two t-one")
                .status())
        .isEqualTo(200);
    assertThat(caller.predict(box).status()).as("users show nothing").isEqualTo(200);
    assertThat(caller.get(box.metricsPort(), "/metrics").status()).isEqualTo(200);
  }

  @Test
  void metricsAskForTheirOwnWhenTheyHaveOne() {
    RunningBox box = boxes.box("v1", FakePredictor.fast(), NEXT, "MLBOX_METRICS_TOKEN=t-three");
    assertThat(caller.get(box.metricsPort(), "/metrics").status()).isEqualTo(403);
    Caller.Heard heard =
        caller.get(box.metricsPort(), "/metrics", "authorization", "Bearer t-three");
    assertThat(heard.status()).isEqualTo(200);
    assertThat(heard.body()).contains("mlbox_in_flight").doesNotContain("t-three", "t-two");
  }
}
