package dev.mlbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.plan.Step;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.Handover;
import dev.mlbox.core.run.Pace;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.Rollouts;
import dev.mlbox.engine.ground.Ground;
import dev.mlbox.engine.ground.PackedBox;
import dev.mlbox.testkit.FakeTime;
import dev.mlbox.testkit.FakeWorld;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cluster that has no room for the pilot's Job. */
@Timeout(60)
class PilotStartTest {
  private static final Holder ANA = new Holder("ana-1", "mlbox deploy by ana");
  private static final Release V1 = release("v1");
  private static final Release V2 = release("v2");
  private static final CanaryConfig CONFIG =
      new CanaryConfig(
          new Rules(
              List.of(new Weight(0.5)),
              Duration.ofSeconds(1),
              1,
              Duration.ofSeconds(10),
              Unproven.PROMOTE,
              Duration.ZERO,
              Duration.ofSeconds(60)),
          List.of(),
          Duration.ofMillis(5),
          0.01,
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          null,
          0);

  private final FakeTime time = new FakeTime();
  private final FakeWorld world = new FakeWorld(time);
  private final Pace pace = new Pace(time, event -> {}, () -> false);

  private static Release release(String version) {
    return new Release(version, "sha256:" + version, "box", Map.of());
  }

  private Rollouts rollouts() {
    return new Rollouts(world.target(), CONFIG, new Holder("ana-2", "mlbox deploy by ana"), pace);
  }

  private void start() {
    new PilotStart(new Full(world.target()), ANA, this::rollouts).of(V2);
  }

  @Test
  void whatNobodyWouldDriveIsTakenBack() {
    rollouts().deploy(V1, Probe.none());
    new Handover(world.target(), CONFIG, ANA, pace).begin(V2, Probe.none());

    assertThatThrownBy(this::start).hasMessage("the Job cannot be made: exceeded quota: small");

    assertThat(world.load().record().state()).isInstanceOf(RolloutState.Reverted.class);
    assertThat(world.load().record().canary()).isNull();
    assertThat(world.load().record().stable()).isEqualTo(V1);
    assertThat(world.running()).containsExactly("v1");
  }

  @Test
  void whatSomebodyElseHasTakenOverIsLeftAlone() {
    rollouts().deploy(V1, Probe.none());
    new Handover(world.target(), CONFIG, ANA, pace).begin(V2, Probe.none());
    Holder ben = new Holder("ben-1", "mlbox deploy by ben");
    new Handover(world.target(), CONFIG, ben, pace).begin(V2, Probe.none());

    assertThatThrownBy(this::start).hasMessage("the Job cannot be made: exceeded quota: small");

    assertThat(world.load().record().isUnderWay()).isTrue();
    assertThat(world.load().record().holder()).isEqualTo(ben);
  }

  /** As it is when a quota is used up. */
  private record Full(Target target) implements Ground {
    @Override
    public void handOver(Release release, Holder from) {
      throw MlboxException.broken(
          Problem.of("the Job cannot be made: exceeded quota: small"), null);
    }

    @Override
    public String place() {
      return "a full namespace";
    }

    @Override
    public void requireUsable() {}

    @Override
    public Packed pack(PackedBox box) {
      throw new AssertionError("nothing is packed");
    }

    @Override
    public Optional<Path> boxOf(Release release) {
      return Optional.empty();
    }

    @Override
    public List<String> revive() {
      return List.of();
    }

    @Override
    public Optional<URI> address() {
      return Optional.empty();
    }

    @Override
    public List<Step> processes() {
      return List.of();
    }

    @Override
    public List<String> stop() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
