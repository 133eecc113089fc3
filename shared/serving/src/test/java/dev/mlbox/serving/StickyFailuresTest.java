package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.serving.json.BoxJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a box says of users who stay with one version and are answered badly. */
class StickyFailuresTest {
  private final Boxes boxes;
  private final Caller caller = new Caller();

  StickyFailuresTest(@TempDir Path folder) {
    boxes = new Boxes(folder);
  }

  @AfterEach
  void stopAll() {
    boxes.close();
  }

  /** What is told of one user, whose requests the canary is given, as long as the lease holds. */
  private List<Tally.Met> met(FakePredictor stable, FakePredictor canary) throws IOException {
    RunningBox box = boxes.box("v1", stable);
    boxes.trial(
        1,
        new Manner(Weight.ZERO, "X-User"),
        Boxes.route("v1", box),
        Boxes.route("v2", boxes.box("v2", canary)));
    for (int i = 0; i < 5; i++) {
      caller.predict(box, Caller.ROW, "x-user", "ana");
    }
    String counts = caller.get(box.metricsPort(), "/mlbox/counts").body();
    Tally tally = BoxJson.mapper().readValue(counts, Tally.class);
    assertThat(tally.splits()).anyMatch(split -> split.canary().requests() > 0);
    return Objects.requireNonNull(tally.met());
  }

  @Test
  void whatTheStableVersionAnswersInTheCanarysPlaceIsTheCanarysFailure() throws IOException {
    assertThat(met(FakePredictor.fast(), FakePredictor.failing()))
        .singleElement()
        .satisfies(user -> assertThat(user.failed()).isPositive().isEqualTo(user.asked()))
        .satisfies(user -> assertThat(user.onCanary()).isTrue());
  }

  @Test
  void whatFailsOnEitherVersionIsNobodysFailure() throws IOException {
    assertThat(met(FakePredictor.failing(), FakePredictor.failing())).isEmpty();
  }

  @Test
  void whatTheCanaryAnswersIsNobodysFailure() throws IOException {
    assertThat(met(FakePredictor.fast(), FakePredictor.fast()))
        .singleElement()
        .satisfies(user -> assertThat(user.failed()).isZero())
        .satisfies(user -> assertThat(user.asked()).isPositive());
  }
}
