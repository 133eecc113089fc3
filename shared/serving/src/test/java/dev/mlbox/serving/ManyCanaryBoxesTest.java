package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.rollout.Route;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A canary of more than one box behind one address. */
class ManyCanaryBoxesTest {
  private final Boxes boxes;
  private final RunningBox stable;
  private final Route v1;
  private final Caller caller = new Caller();

  ManyCanaryBoxesTest(@TempDir Path folder) {
    boxes = new Boxes(folder);
    stable = boxes.box("v1", FakePredictor.fast());
    v1 = Boxes.route("v1", stable);
  }

  @AfterEach
  void stopAll() {
    boxes.close();
  }

  private RunningBox canary(CountDownLatch asked) {
    return boxes.box("v2", FakePredictor.gated(asked, new Semaphore(Integer.MAX_VALUE)));
  }

  /** A connection that is kept for good would let one box answer everything. */
  @Test
  @Timeout(60)
  void eachGetsRequestsOfOneClientThatAsksOneByOne() {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    try (SharedAddress canary = new SharedAddress(canary(first), canary(second))) {
      while (first.getCount() + second.getCount() > 0) {
        boxes.trial(1, v1, canary.route("v2"));
        assertThat(caller.predict(stable).version()).isEqualTo("v2");
      }
    }
    assertThat(caller.counts(stable, "v2", 1).canary().errors()).isZero();
  }
}
