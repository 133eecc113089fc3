package dev.mlbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mlbox.core.judge.ArmCounts;
import dev.mlbox.core.judge.LatencyBuckets;
import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.port.MetricSource;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.testkit.FakeTime;
import dev.mlbox.testkit.FakeWorld;
import java.util.Iterator;
import java.util.List;
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

  @Test
  void boxesThatAreSilentOnceDoNotHideTheTraffic() {
    Release v1 = new Release("v1", "sha256:v1", "v1.jar", Map.of());
    world.change(record -> record.versions(v1, null));
    world.start(v1);
    Iterator<Map<String, Tally>> readings =
        List.of(
                Map.of("a", tally(1_000), "b", tally(5_000), "c", tally(2_000)),
                Map.of("a", tally(1_100), "c", tally(2_100), "d", tally(50)))
            .iterator();
    Target target =
        new Target(
            world,
            new MetricSource() {
              @Override
              public Map<String, Tally> tallies(String version) {
                return readings.next();
              }

              @Override
              public double measure(OwnMetric metric, String version) {
                return Double.NaN;
              }
            },
            world,
            world,
            world);
    assertThat(new Gauge(target, time).measure().perSecond())
        .as("100 in ten seconds at each of the two boxes that told twice, of three")
        .isEqualTo(30);
  }

  private static Tally tally(long requests) {
    ArmCounts counts = new ArmCounts(requests, 0, new long[LatencyBuckets.COUNT]);
    return new Tally(
        "v1",
        "boot",
        List.of(new Tally.Split("", 0, counts, ArmCounts.none())),
        List.of(),
        List.of());
  }
}
