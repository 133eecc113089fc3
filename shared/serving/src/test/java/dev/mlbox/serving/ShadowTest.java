package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of requests for a canary whose answers nobody sees, and users who stay. */
class ShadowTest {
  private static final Manner COPIES = new Manner(Weight.ALL, null);

  private final Boxes boxes;
  private final RunningBox stable;
  private final Route v1;
  private final Caller caller = new Caller();

  ShadowTest(@TempDir Path folder) {
    boxes = new Boxes(folder);
    stable = boxes.box("v1", FakePredictor.fast());
    v1 = Boxes.route("v1", stable);
  }

  @AfterEach
  void stopAll() {
    boxes.close();
  }

  private Tally.Split copies() {
    return caller.counts(stable, "v2", 0.5);
  }

  private void shadow(FakePredictor canary) {
    boxes.trial(0, COPIES, v1, Boxes.route("v2", boxes.box("v2", canary)));
  }

  @Test
  void theStableVersionAnswersAndTheCanaryGetsACopyOfEach() {
    shadow(FakePredictor.fast());
    for (int i = 0; i < 200; i++) {
      assertThat(caller.predict(stable).version()).isEqualTo("v1");
    }
    Boxes.await(() -> copies().canary().requests() == 200);
    assertThat(copies().shadow()).isTrue();
    assertThat(copies().stable().requests()).isEqualTo(200);
    assertThat(copies().stable().errors() + copies().canary().errors()).isZero();
  }

  @Test
  void whatBothSayToTheFirstRowOfARequestIsCompared() {
    shadow(FakePredictor.fast());
    for (int i = 0; i < 20; i++) {
      caller.predict(stable, "{\"rows\":[{\"x\":1},{\"x\":2}]}");
    }
    Boxes.await(() -> twins().equals(List.of(new Tally.Twins("v2", 20, 0))));
  }

  private List<Tally.Twins> twins() {
    try {
      String counts = caller.get(stable.metricsPort(), "/mlbox/counts").body();
      return dev.mlbox.serving.json.BoxJson.mapper().readValue(counts, Tally.class).twins();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void noUserSeesACanaryThatFails() {
    shadow(FakePredictor.failing());
    for (int i = 0; i < 50; i++) {
      assertThat(caller.predict(stable).body()).isEqualTo(Caller.ANSWER);
    }
    Boxes.await(() -> copies().canary().errors() == 50);
    assertThat(copies().stable().errors()).isZero();
    assertThat(metrics()).contains("mlbox_shadow_copies_total{outcome=\"error\"} 50.0");
  }

  @Test
  void aCanaryThatRefusesWhatTheStableVersionAnswersFails() {
    shadow(FakePredictor.picky());
    assertThat(caller.predict(stable).body()).isEqualTo(Caller.ANSWER);
    Boxes.await(() -> copies().canary().errors() == 1);
    assertThat(metrics()).contains("mlbox_shadow_copies_total{outcome=\"error\"} 1.0");
  }

  @Test
  void whatTheStableVersionRefusesIsNotCopied() {
    shadow(FakePredictor.picky());
    assertThat(caller.predict(stable, "{\"x\": \"many\"}").status()).isEqualTo(400);
    assertThat(caller.predict(stable).status()).isEqualTo(200);
    Boxes.await(() -> copies().canary().requests() == 1);
    assertThat(copies().stable().requests()).isEqualTo(1);
    assertThat(metrics()).doesNotContain("left_out");
  }

  @Test
  void aCanaryThatHangsGetsNoMoreThanItCanHold() {
    shadow(FakePredictor.hanging());
    List<CompletableFuture<Caller.Heard>> answers = new ArrayList<>();
    int loops = Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < 200 * loops; i++) {
      answers.add(caller.predictLater(stable));
      if (i % 20 == 0) {
        answers.get(i).join();
      }
    }
    answers.forEach(answer -> assertThat(answer.join().status()).isEqualTo(200));
    assertThat(copies().stable().requests()).isBetween(64L, 64L * loops);
    assertThat(metrics()).contains("mlbox_shadow_copies_total{outcome=\"left_out\"}");
  }

  @Test
  void aUserStaysWithOneVersion() {
    Route v2 = Boxes.route("v2", boxes.box("v2", FakePredictor.fast()));
    Manner sticky = new Manner(Weight.ZERO, "X-User");
    boxes.trial(0.5, sticky, v1, v2);
    List<String> first = versions();
    assertThat(first).contains("v1", "v2");
    assertThat(versions()).isEqualTo(first);
    boxes.trial(1, sticky, v1, v2);
    assertThat(versions()).containsOnly("v2");
  }

  private List<String> versions() {
    List<String> versions = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      versions.add(caller.predict(stable, Caller.ROW, "x-user", "user " + i).version());
    }
    return versions;
  }

  private String metrics() {
    return caller.get(stable.metricsPort(), "/metrics").body();
  }
}
