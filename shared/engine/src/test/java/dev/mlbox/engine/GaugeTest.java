package dev.mlbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.testkit.FakeTime;
import dev.mlbox.testkit.FakeWorld;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GaugeTest {
  private final FakeTime time = new FakeTime();
  private final FakeWorld world = new FakeWorld(time);

  @Test
  void whereEverythingWasStoppedThereIsNoTrafficToPlanWith() {
    world.change(
        record -> record.versions(new Release("v1", "sha256:v1", "v1.jar", Map.of()), null));

    MlboxException refused =
        catchThrowableOfType(MlboxException.class, () -> new Gauge(world.target(), time).measure());

    assertThat(refused.fault()).isEqualTo(Fault.INVALID);
    assertThat(refused)
        .hasMessage(
            "no box of v1 runs, so there is no traffic to plan with; say what to assume, such as"
                + " `mlbox plan --traffic 10/s`");
  }
}
