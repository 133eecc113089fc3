package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.serving.json.BoxJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the canary has answered a user is answered by the stable version too, for comparison. */
class ComparisonTest {
  private static final Manner ALL = new Manner(Weight.ZERO, null, Weight.ALL);

  private final Boxes boxes;
  private final RunningBox stable;
  private final Route v1;
  private final Caller caller = new Caller();

  ComparisonTest(@TempDir Path folder) {
    boxes = new Boxes(folder);
    stable = boxes.box("v1", FakePredictor.fast());
    v1 = Boxes.route("v1", stable);
  }

  @AfterEach
  void stopAll() {
    boxes.close();
  }

  private void canary(FakePredictor predictor, Manner manner) {
    boxes.trial(1, manner, v1, Boxes.route("v2", boxes.box("v2", predictor)));
  }

  private List<Tally.Twins> twins() {
    try {
      String counts = caller.get(stable.metricsPort(), "/mlbox/counts").body();
      return BoxJson.mapper().readValue(counts, Tally.class).twins();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void ask(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(caller.predict(stable).version()).isEqualTo("v2");
      int asked = i + 1;
      Boxes.await(() -> twins().equals(List.of()) || twins().get(0).all() == asked);
    }
  }

  @Test
  void aCanaryThatSaysTheSameAgrees() {
    canary(FakePredictor.fast(), ALL);
    ask(10);
    Boxes.await(() -> twins().equals(List.of(new Tally.Twins("v2", 10, 0))));
  }

  @Test
  void aCanaryThatIsWrongIsFound() {
    canary(FakePredictor.wrong(), ALL);
    ask(10);
    Boxes.await(() -> twins().equals(List.of(new Tally.Twins("v2", 10, 10))));
  }

  @Test
  void usersRequestsAreCountedOnce() {
    canary(FakePredictor.fast(), ALL);
    ask(10);
    Boxes.await(() -> !twins().isEmpty() && twins().get(0).all() == 10);
    Tally.Split split = caller.counts(stable, "v2", 1);
    assertThat(split.canary().requests()).isEqualTo(10);
    assertThat(split.stable().requests()).isZero();
  }

  @Test
  void nothingIsAskedTwiceUnlessItIsWanted() {
    canary(FakePredictor.wrong(), new Manner(Weight.ZERO, null));
    ask(10);
    assertThat(twins()).isEmpty();
  }
}
