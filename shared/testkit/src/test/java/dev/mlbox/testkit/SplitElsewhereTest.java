package dev.mlbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.port.TrafficSplitter.Split;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Splitting;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.Pace;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.Rollouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rollouts whose requests are split by somebody else than the boxes. */
class SplitElsewhereTest {
  private static final Release V1 = release("v1");
  private static final Release V2 = release("v2");
  private static final Route OLD = new Route("v1", "v1:80");
  private static final Route NEW = new Route("v2", "v2:80");

  private final FakeTime time = new FakeTime();
  private final FakeWorld world = new FakeWorld(time);
  private FakeSplitter splitter = new FakeSplitter(Splitting.GATEWAY);

  private static Release release(String version) {
    return new Release(version, "sha256:" + version, "box/" + version, Map.of());
  }

  private Rollouts rollouts(Consumer<Event> listener) {
    Rules rules =
        new Rules(
            List.of(new Weight(0.25), new Weight(0.5)),
            Duration.ofSeconds(5),
            20,
            Duration.ofMinutes(2),
            Unproven.PROMOTE,
            Duration.ZERO,
            Duration.ofMinutes(1));
    CanaryConfig config =
        new CanaryConfig(
            rules,
            List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%")),
            Duration.ofMillis(5),
            0.01,
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            null,
            1);
    return new Rollouts(
        world.target(splitter),
        config,
        new Holder("ana", "ana"),
        new Pace(time, listener::accept, () -> false));
  }

  private RolloutEnd deploy(Release release) {
    return rollouts(event -> {}).deploy(release, Probe.none());
  }

  @BeforeEach
  void deployTheFirstVersion() {
    assertThat(deploy(V1).outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void theSplitterIsToldEachWeightAndThenToServeTheNewVersionAlone() {
    RolloutEnd end = deploy(V2);

    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(splitter.told())
        .containsExactly(
            Split.only(OLD),
            new Split(OLD, NEW, new Weight(0.25)),
            new Split(OLD, NEW, new Weight(0.5)),
            Split.only(NEW));
  }

  @Test
  void aFailingCanaryIsSeenInItsOwnBoxesAndTakenOut() {
    world.failing("v2", 0.3);

    RolloutEnd end = deploy(V2);

    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(splitter.current()).isEqualTo(Weight.ZERO);
    assertThat(splitter.told().get(splitter.told().size() - 1)).isEqualTo(Split.only(OLD));
    LiveBatch batch = LiveBatch.requests(end.log()).get(0);
    assertThat(batch.stable().requests()).isPositive();
    assertThat(batch.canary().requests()).isPositive();
  }

  @Test
  void theLeaseSaysWhoSplitsWhileACanaryIsOnTrialSoThatItsBoxesKeepIt() {
    Set<Splitting> said = new TreeSet<>();
    rollouts(event -> said.add(leaseOf().splitting())).deploy(V2, Probe.none());

    assertThat(said).contains(Splitting.GATEWAY);
    assertThat(leaseOf().splitting()).isEqualTo(Splitting.BOX);
  }

  private Lease leaseOf() {
    return Objects.requireNonNull(world.load().record().lease());
  }

  @Test
  void boxesThatAreTheWeightDoNotComeBeforeIt() {
    splitter = new FakeSplitter(Splitting.REPLICAS);
    List<Weight> provided = new ArrayList<>();
    rollouts(
            event -> {
              Weight boxes = world.provided().get("v2");
              if (boxes != null && (provided.isEmpty() || !provided.contains(boxes))) {
                provided.add(boxes);
                assertThat(boxes.compareTo(new Weight(0.25)) > 0)
                    .isEqualTo(leaseOf().weight().equals(new Weight(0.5)));
              }
            })
        .deploy(V2, Probe.none());

    assertThat(provided).containsExactly(new Weight(0.25), new Weight(0.5));
  }

  @Test
  void aCanaryThatAnotherSplitterBeganIsNotTakenOver() {
    world.failing("v2", 0.001);
    rollouts(event -> {}).deploy(V2, Probe.none());
    world.change(record -> record.with(record.lease() == null ? null : onTrial(record.lease())));
    world.change(record -> record.versions(V1, V2).with(new RolloutState.Probing(time.now())));
    splitter = new FakeSplitter(Splitting.BOX);

    assertThatThrownBy(() -> deploy(V2))
        .isInstanceOf(MlboxException.class)
        .hasMessageContaining("a canary is under way that is split by gateway")
        .hasMessageContaining("mlbox revert --set deploy.traffic.by=gateway");
  }

  @Test
  void norIsOneThatWasHaltedWithItsShare() {
    world.failing("v2", 0.001);
    rollouts(event -> {}).deploy(V2, Probe.none());
    world.change(record -> record.with(record.lease() == null ? null : onTrial(record.lease())));
    world.change(
        record ->
            record
                .versions(V1, V2)
                .with(new RolloutState.Halted(time.now(), "nobody answers", true)));
    splitter = new FakeSplitter(Splitting.BOX);

    assertThatThrownBy(() -> deploy(V2))
        .isInstanceOf(MlboxException.class)
        .hasMessageContaining("a canary is under way that is split by gateway");
  }

  private static Lease onTrial(Lease lease) {
    return new Lease(
            lease.renewal() + 1, lease.ttl(), new Weight(0.25), OLD, NEW, lease.coverAfter())
        .in(Manner.PLAIN.splitBy(Splitting.GATEWAY));
  }
}
