package dev.mlbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.Pace;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens after a promotion, while the old version keeps a share to compare with. */
class WatchTest {
  private static final Release V1 = release("v1");
  private static final Release V2 = release("v2");
  private static final Release V3 = release("v3");
  private static final Duration WATCH = Duration.ofMinutes(15);

  private final FakeTime time = new FakeTime();
  private final FakeWorld world = new FakeWorld(time);
  private final List<String> notes = new ArrayList<>();
  private int commands;
  private Weight holdout = Rules.HOLDOUT;
  private List<Criterion> criteria = List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%"));

  private static Release release(String version) {
    return new Release(version, "sha256:" + version, "box/" + version, Map.of());
  }

  private Rollouts rollouts(Consumer<RolloutState> looked) {
    Rules rules =
        new Rules(
                List.of(new Weight(0.05), new Weight(0.5)),
                Duration.ofSeconds(5),
                20,
                Duration.ofMinutes(2),
                Unproven.PROMOTE,
                WATCH,
                Duration.ofMinutes(1))
            .holdingOut(holdout);
    CanaryConfig config =
        new CanaryConfig(
            rules,
            criteria,
            Duration.ofMillis(5),
            0.01,
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            null,
            1);
    return new Rollouts(
        world.target(),
        config,
        new Holder("command " + ++commands, "ana"),
        new Pace(
            time,
            event -> {
              if (event instanceof Event.Looked look) {
                looked.accept(look.state());
              } else if (event instanceof Event.Noted noted) {
                notes.add(noted.text());
              }
            },
            () -> false));
  }

  private RolloutEnd deploy(Release release, Consumer<RolloutState> looked) {
    return rollouts(looked).deploy(release, Probe.none());
  }

  /** As soon as the watch begins; every look of it. */
  private static Consumer<RolloutState> watching(Runnable what) {
    return state -> {
      if (state instanceof RolloutState.Watching) {
        what.run();
      }
    };
  }

  private Lease lease() {
    return Objects.requireNonNull(world.load().record().lease());
  }

  @BeforeEach
  void theFirstVersionServes() {
    world.failing("v1", 0.01);
    world.failing("v2", 0.01);
    assertThat(deploy(V1, state -> {}).outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void errorsThatRiseOnBothVersionsRevertNobody() {
    RolloutEnd end =
        deploy(
            V2,
            watching(
                () -> {
                  world.failing("v1", 0.05);
                  world.failing("v2", 0.05);
                }));
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.reason()).startsWith("the old version did no better while it was watched: ");
    assertThat(world.served()).isEqualTo("v2");
  }

  @Test
  void aVersionThatTurnsBadWhileItIsWatchedIsRevertedWithinSeconds() {
    List<Instant> looks = new ArrayList<>();
    RolloutEnd end =
        deploy(
            V2,
            watching(
                () -> {
                  looks.add(time.now());
                  if (looks.size() > 60) {
                    world.failing("v2", 1);
                  }
                }));
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(world.served()).isEqualTo("v1");
    assertThat(lease().holdout()).isNull();
    assertThat(notes)
        .anyMatch(
            note ->
                note.endsWith(
                    "the old version gets 50% of the requests, to see whether it is the version or the world"));
    Instant reverted = Objects.requireNonNull(world.load().record().state()).since();
    // A look that doubts, and one that sees both arms.
    assertThat(Duration.between(looks.get(60), reverted).toSeconds()).isBetween(2L, 4L);
  }

  @Test
  void aVersionThatIsALittleWorseThanTheOldOneIsRevertedTooOnceItIsDoubted() {
    RolloutEnd end = deploy(V2, watching(() -> world.failing("v2", 0.04)));
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).contains("% of the stable's");
  }

  @Test
  void theOldVersionKeepsItsShareOnlyWhileSomebodyRenewsIt() {
    assertThatThrownBy(
            () ->
                deploy(
                    V2,
                    watching(
                        () -> {
                          if (lease().holdout() != null) {
                            throw new IllegalStateException("kill -9");
                          }
                        })))
        .hasMessage("kill -9");
    assertThat(lease().stable().version()).isEqualTo("v2");
    assertThat(Objects.requireNonNull(lease().holdout()).weight()).isEqualTo(Rules.HOLDOUT);
    time.sleep(Duration.ofSeconds(40));
    List<Long> last = world.canaryRequests();
    assertThat(last.subList(last.size() - 25, last.size())).containsOnly(0L);

    assertThat(deploy(V2, state -> {}).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(lease().holdout()).isNull();
  }

  @Test
  void withoutAHoldoutTheNewVersionAnswersEverything() {
    holdout = Weight.ZERO;
    List<Lease> seen = new ArrayList<>();
    assertThat(deploy(V2, watching(() -> seen.add(lease()))).outcome())
        .isEqualTo(Outcome.SUCCEEDED);
    assertThat(seen).isNotEmpty().allMatch(lease -> lease.holdout() == null);
  }

  @Test
  void aDeployDuringAWatchGoesBackToTheVersionThatIsProvenAndStartsFromThere() {
    AtomicBoolean once = new AtomicBoolean();
    List<RolloutEnd> ends = new ArrayList<>();
    assertThatThrownBy(
            () ->
                deploy(
                    V2,
                    watching(
                        () -> {
                          if (!once.getAndSet(true)) {
                            world.failing("v3", 0.3);
                            ends.add(deploy(V3, state -> {}));
                          }
                        })))
        .hasMessageContaining("has taken over");
    assertThat(ends.get(0).outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(ends.get(0).serving()).isEqualTo("v1");
    assertThat(ends.get(0).reason()).contains("of the stable's");
    assertThat(world.served()).isEqualTo("v1");
    assertThat(world.running()).containsExactly("v1");
    assertThat(world.load().record().history())
        .extracting(past -> past.release().version() + " " + past.end() + " " + past.reason())
        .contains("v2 REVERTED superseded by v3 before its watch was over");
  }

  @Test
  void aDeployDuringAWatchStaysWithTheWatchedVersionWhereTheProvenOneIsGone() {
    AtomicBoolean once = new AtomicBoolean();
    List<RolloutEnd> ends = new ArrayList<>();
    world.failing("v3", 0.01);
    assertThatThrownBy(
            () ->
                deploy(
                    V2,
                    watching(
                        () -> {
                          if (!once.getAndSet(true)) {
                            world.slowToStart("v1", true);
                            ends.add(deploy(V3, state -> {}));
                          }
                        })))
        .hasMessageContaining("has taken over");
    assertThat(ends.get(0).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(world.load().record().previous()).contains(V2);
  }

  @Test
  void deployingTheVersionBeforeDuringAWatchGoesBackToItAtOnce() {
    AtomicBoolean once = new AtomicBoolean();
    List<RolloutEnd> ends = new ArrayList<>();
    assertThatThrownBy(
            () ->
                deploy(
                    V2,
                    watching(
                        () -> {
                          if (!once.getAndSet(true)) {
                            ends.add(deploy(V1, state -> {}));
                          }
                        })))
        .hasMessageContaining("has taken over");
    assertThat(ends.get(0).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(world.served()).isEqualTo("v1");
    assertThat(lease().stable().version()).isEqualTo("v1");
    assertThat(world.running()).containsExactly("v1");
  }

  @Test
  void aStableVersionThatIsGoneLeavesTheTrafficWithTheHealthyCanary() {
    RolloutEnd end =
        deploy(
            V2,
            state -> {
              if (state instanceof RolloutState.Shifting shifting && shifting.step() == 1) {
                world.slowToStart("v1", true);
              }
            });
    assertThat(end.outcome()).isEqualTo(Outcome.HALTED);
    assertThat(end.reason())
        .isEqualTo(
            "no box of the stable version answers, and has not for 30s; the canary takes all requests although it is not proven: promote it by deploying it again, or `mlbox revert` to an earlier version");
    assertThat(end.serving()).isEqualTo("v2");
    assertThat(world.served()).isEqualTo("v2");
    assertThat(lease().stable().version()).isEqualTo("v2");
    assertThat(world.provided().get("v2")).isEqualTo(Weight.ALL);

    assertThat(deploy(V2, state -> {}).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(world.running()).containsExactly("v2");
  }

  @Test
  void aCanaryThatIsNoBetterThanAStableVersionThatIsGoneTakesNothing() {
    RolloutEnd end =
        deploy(
            V2,
            state -> {
              if (state instanceof RolloutState.Shifting shifting && shifting.step() == 1) {
                world.slowToStart("v1", true);
                world.slowToStart("v2", true);
              }
            });
    assertThat(end.outcome()).isEqualTo(Outcome.HALTED);
    assertThat(end.reason()).isEqualTo("no box of the stable version answers");
    assertThat(lease().stable().version()).isEqualTo("v1");
  }

  @Test
  void theUsersOwnMetricsAreJudgedInTheWatchToo() {
    OwnMetric refunds =
        new OwnMetric(
            "refunds",
            new OwnMetric.Source.Command("refunds $version", java.nio.file.Path.of(".")),
            OwnMetric.Form.LEVEL,
            true,
            Duration.ofSeconds(15),
            OwnMetric.Down.REVERT);
    criteria = List.of(Criterion.of(refunds, 1.5, null));
    world.measuring(version -> 1);
    RolloutEnd end =
        deploy(V2, watching(() -> world.measuring(version -> version.equals("v2") ? 3 : 1)));
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).contains("refunds of the canary worse in");
  }
}
