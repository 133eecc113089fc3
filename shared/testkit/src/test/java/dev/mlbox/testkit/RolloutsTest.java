package dev.mlbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Evidence;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Promotion;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.Handover;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.Pace;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.Rollouts;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RolloutsTest {
  private static final Release V1 = release("v1");
  private static final Release V2 = release("v2");

  private final FakeTime time = new FakeTime();
  private final FakeWorld world = new FakeWorld(time);
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private Manner manner = Manner.PLAIN;
  private List<Criterion> criteria = List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%"));
  private Promotion promotion = Promotion.AUTO;

  private static Release release(String version) {
    return new Release(version, "sha256:" + version, "box/" + version, Map.of());
  }

  private CanaryConfig config(Duration watch) {
    return config(watch, Duration.ofMinutes(2));
  }

  private CanaryConfig config(Duration watch, Duration patience) {
    return new CanaryConfig(
        new Rules(
                List.of(new Weight(0.05), new Weight(0.5)),
                Duration.ofSeconds(5),
                20,
                patience,
                Unproven.PROMOTE,
                watch,
                Duration.ofMinutes(1))
            .in(manner)
            .promoted(promotion),
        criteria,
        Duration.ofMillis(5),
        0.01,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        null,
        1);
  }

  private Rollouts rollouts(String who, Duration watch, Consumer<Event> listener) {
    return new Rollouts(
        world.target(),
        config(watch),
        new Holder(who, who),
        new Pace(time, listener::accept, interrupted::get));
  }

  private Rollouts rollouts() {
    return rollouts("ana", Duration.ZERO, event -> {});
  }

  private Past.End lastEnd() {
    List<Past> history = rollouts().status().history();
    return history.get(history.size() - 1).end();
  }

  @BeforeEach
  void deployTheFirstVersion() {
    assertThat(rollouts().deploy(V1, Probe.none()).outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void anEqualCanaryIsPromoted() {
    RolloutEnd end = rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.reason()).isEmpty();
    assertThat(world.served()).isEqualTo("v2");
    assertThat(world.running()).containsExactly("v2");
  }

  @Test
  void noCountIsLostBetweenTwoRenewalsOfTheLease() {
    RolloutEnd end = rollouts().deploy(V2, Probe.none());
    long counted =
        end.log().stream()
            .map(LiveBatch::canary)
            .reduce(ArmOutcome.NONE, ArmOutcome::plus)
            .requests();
    long given = world.canaryRequests().stream().mapToLong(Long::longValue).sum();
    // The first look's second is no evidence, and the last one may not have been read.
    assertThat(counted).isGreaterThan(given - 120);
  }

  @Test
  void aFailingCanaryIsReverted() {
    world.failing("v2", 0.5);
    RolloutEnd end = rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).contains("`errors > 1.5 * stable and > 0.5%` is proven");
    assertThat(end.lastWords()).containsExactly("last words of v2");
    assertThat(world.served()).isEqualTo("v1");
    assertThat(world.running()).containsExactly("v1");
    assertThat(lastEnd()).isEqualTo(Past.End.REVERTED);
  }

  @Test
  void aCanaryThatFailsInItsShadowNeverAnswersAUser() {
    manner = new Manner(Weight.ALL, null);
    world.failing("v2", 0.3);
    RolloutEnd end = rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).startsWith("in its shadow: errors ");
    assertThat(world.canaryRequests()).containsOnly(0L);
    assertThat(world.served()).isEqualTo("v1");
  }

  @Test
  void anEqualCanaryComesOutOfItsShadow() {
    manner = new Manner(Weight.ALL, null);
    world.failing("v1", 0.02);
    world.failing("v2", 0.02);
    RolloutEnd end = rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.log().get(0).step()).isEqualTo(LiveBatch.SHADOW);
    assertThat(end.log().get(0).share()).isEqualTo(0.5);
    assertThat(end.log()).anyMatch(batch -> batch.step() == 1);
    assertThat(Objects.requireNonNull(rollouts().status().lease()).shadow()).isEqualTo(Weight.ZERO);
  }

  @Test
  void theHeaderOfUsersIsInTheLeaseWhileTheyAreDivided() {
    manner = new Manner(Weight.ZERO, "X-User");
    List<String> headers = new java.util.ArrayList<>();
    rollouts("ana", Duration.ZERO, event -> headers.add(String.valueOf(stickyNow())))
        .deploy(V2, Probe.none());
    assertThat(headers).contains("X-User");
    assertThat(Objects.requireNonNull(rollouts().status().lease()).sticky()).isNull();
  }

  private @Nullable String stickyNow() {
    Lease lease = world.load().record().lease();
    return lease == null ? null : lease.sticky();
  }

  @Test
  void aVersionThatServesAlreadyIsLeftAlone() {
    RolloutEnd end = rollouts().deploy(V1, Probe.none());
    assertThat(end.reason()).isEqualTo("v1 serves already");
    assertThat(rollouts().status().history()).hasSize(1);
  }

  @Test
  void aBoxThatAnswersOtherwiseThanEvaluatedIsReverted() {
    Predictions evaluated = Predictions.of(new Column.Whole(new long[] {1}));
    world.answering(evaluated, known -> Predictions.of(new Column.Whole(new long[] {0})));
    RolloutEnd end = rollouts().deploy(V2, new Probe(new Table(Map.of(), 1), evaluated));
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).isEqualTo("probe: row 1 was evaluated as 1 and is served as 0");
    assertThat(world.canaryRequests()).containsOnly(0L);
  }

  /** 70 s of probing had used up the canary's minute: it was promoted without any evidence. */
  @Test
  void aLongProbeDoesNotUseUpThePatienceOfTheCanary() {
    Predictions evaluated = Predictions.of(new Column.Whole(new long[] {1}));
    world.answering(
        evaluated,
        known -> {
          time.sleep(Duration.ofSeconds(70));
          return known;
        });
    RolloutEnd end =
        new Rollouts(
                world.target(),
                config(Duration.ZERO, Duration.ofSeconds(30)),
                new Holder("ana", "ana"),
                new Pace(time, event -> {}, interrupted::get))
            .deploy(V2, new Probe(new Table(Map.of(), 1), evaluated));
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.reason()).isEmpty();
    assertThat(world.canaryRequests()).anyMatch(given -> given > 20);
  }

  private void alsoBy(OwnMetric.Form form, OwnMetric.Down down) {
    OwnMetric refunds =
        new OwnMetric(
            "refunds",
            new OwnMetric.Source.Web("http://shop/$version", ""),
            form,
            true,
            Duration.ofSeconds(1),
            down);
    criteria = List.of(criteria.get(0), Criterion.of(refunds, 1.5, 0.005));
  }

  @Test
  void aCanaryWhoseUsersWantTheirMoneyBackIsReverted() {
    alsoBy(OwnMetric.Form.EVENTS, OwnMetric.Down.REVERT);
    double[] counters = new double[2];
    world.measuring(version -> version.equals("v2") ? counters[1] += 2 : (counters[0] += 1));
    RolloutEnd end = rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason())
        .startsWith("refunds: ")
        .contains("`refunds > 1.5 * stable and > 0.5%` is proven");
    assertThat(world.served()).isEqualTo("v1");
  }

  @Test
  void aSourceThatIsDownHoldsAndThenReverts() {
    alsoBy(OwnMetric.Form.EVENTS, OwnMetric.Down.REVERT);
    RolloutEnd end = rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason())
        .isEqualTo("`refunds > 1.5 * stable and > 0.5%` could not be measured: nobody knows");
    // It held at the first step: 5 % of 100 requests/s for four minutes.
    assertThat(world.canaryRequests()).hasSizeGreaterThan(230).noneMatch(given -> given > 25);
  }

  @Test
  void aSourceThatIsDownMayBeIgnoredOncePatienceIsOver() {
    alsoBy(OwnMetric.Form.EVENTS, OwnMetric.Down.IGNORE);
    RolloutEnd end = rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.last().evidence())
        .as("left out and told of, and so no reason to call the others unproven")
        .filteredOn(each -> each.criterion().label().equals("refunds"))
        .extracting(Evidence::message)
        .singleElement()
        .asString()
        .contains("neither proven nor ruled out; left out, as `down: ignore` says: nobody knows");
    assertThat(end.reason()).doesNotContain("not proven");
  }

  @Test
  void aBoxThatCrashesIsRevertedInItsOwnWords() {
    world.trouble("v2", "CrashLoopBackOff: exit 1");
    RolloutEnd end = rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).isEqualTo("CrashLoopBackOff: exit 1");
    assertThat(world.running()).containsExactly("v1");
  }

  /** Runs something once, when the canary has had traffic for some looks. */
  private Consumer<Event> afterLooks(int looks, Runnable what) {
    int[] seen = new int[1];
    return event -> {
      if (event instanceof Event.Looked looked
          && looked.state() instanceof RolloutState.Shifting
          && ++seen[0] == looks) {
        what.run();
      }
    };
  }

  @Test
  void anInterruptLeavesAllTrafficOnTheStableVersion() {
    RolloutEnd end =
        rollouts("ana", Duration.ZERO, afterLooks(3, () -> interrupted.set(true)))
            .deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).isEqualTo("interrupted");
    assertThat(world.served()).isEqualTo("v1");
  }

  @Test
  void aKilledDeployLosesItsWeightAndIsResumed() {
    assertThatThrownBy(
            () ->
                rollouts(
                        "ana",
                        Duration.ZERO,
                        afterLooks(
                            3,
                            () -> {
                              throw new IllegalStateException("killed");
                            }))
                    .deploy(V2, Probe.none()))
        .hasMessage("killed");
    time.sleep(Duration.ofSeconds(30));
    List<Long> seconds = world.canaryRequests();
    assertThat(seconds.subList(seconds.size() - 18, seconds.size())).containsOnly(0L);
    assertThat(rollouts().deploy(V2, Probe.none()).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(rollouts().status().history()).hasSize(2);
  }

  @Test
  void theOneWhoWasTakenOverSaysByWhom() {
    Release v3 = release("v3");
    assertThatThrownBy(
            () ->
                rollouts(
                        "ana",
                        Duration.ZERO,
                        afterLooks(
                            3,
                            () ->
                                rollouts("ben", Duration.ZERO, event -> {})
                                    .deploy(v3, Probe.none())))
                    .deploy(V2, Probe.none()))
        .isInstanceOf(MlboxException.class)
        .hasMessage("ben has taken over this rollout");
    assertThat(world.served()).isEqualTo("v3");
    assertThat(world.running()).containsExactly("v3");
  }

  @Test
  void aTargetThatIsAwayForAWhileDecidesNothing() {
    int[] calls = new int[1];
    RolloutEnd end =
        rollouts(
                "ana",
                Duration.ZERO,
                event -> {
                  if (event instanceof Event.Noted noted
                      && noted.text().contains("does not answer")) {
                    calls[0]++;
                    time.sleep(Duration.ofSeconds(20));
                    world.away(false);
                  } else {
                    afterThird.accept(event);
                  }
                })
            .deploy(V2, Probe.none());
    assertThat(calls[0]).isEqualTo(1);
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  private final Consumer<Event> afterThird = afterLooks(3, () -> world.away(true));

  @Test
  void revertGoesBackToTheVersionBefore() {
    rollouts().deploy(V2, Probe.none());
    RolloutEnd end = rollouts().revert(null, "customers complain");
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.reason()).isEqualTo("v1 serves again");
    assertThat(world.served()).isEqualTo("v1");
    assertThatThrownBy(() -> rollouts().revert(null, "again"))
        .hasMessageStartingWith("there is no earlier promoted version to go back to");
  }

  @Test
  void aWatchThatFailsGoesBackToTheWarmVersion() {
    RolloutEnd end =
        rollouts(
                "ana",
                Duration.ofMinutes(5),
                event -> {
                  if (event instanceof Event.Looked looked
                      && looked.state() instanceof RolloutState.Watching) {
                    world.failing("v2", 0.3);
                  }
                })
            .deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(world.served()).isEqualTo("v1");
    assertThat(world.running()).containsExactly("v1");
  }

  private void manual() {
    promotion = new Promotion(Promotion.By.MANUAL, Duration.ofHours(1), Promotion.Overdue.REVERT);
  }

  private Consumer<Event> once(Class<? extends RolloutState> state, Runnable what) {
    AtomicBoolean done = new AtomicBoolean();
    return event -> {
      if (event instanceof Event.Looked looked
          && state.isInstance(looked.state())
          && done.compareAndSet(false, true)) {
        what.run();
      }
    };
  }

  @Test
  void aProvenCanaryKeepsItsLastWeightUntilSomebodyPromotesIt() {
    manual();
    Consumer<Event> promoting =
        once(
            RolloutState.Awaiting.class,
            () -> {
              assertThat(Objects.requireNonNull(rollouts().status().lease()).weight())
                  .isEqualTo(new Weight(0.5));
              assertThat(rollouts("ben", Duration.ZERO, event -> {}).promote(null).outcome())
                  .isEqualTo(Outcome.SUCCEEDED);
            });
    RolloutEnd end = rollouts("ana", Duration.ZERO, promoting).deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.promotedByOther()).as("ben tells of it").isTrue();
    assertThat(world.served()).isEqualTo("v2");
    Past past = rollouts().status().history().get(1);
    assertThat(past.reason()).isEqualTo("promoted by hand");
    assertThat(past.by()).isEqualTo("ben");
  }

  @Test
  void whatFollowsAPromotionByHandCanBeLeftToAPilot() {
    manual();
    Consumer<Event> promoting =
        once(
            RolloutState.Awaiting.class,
            () -> {
              assertThat(rollouts("ben", Duration.ZERO, event -> {}).promoteFor(null))
                  .isEqualTo(V2);
              Handover pilot =
                  new Handover(
                      world.target(),
                      config(Duration.ZERO),
                      new Holder("pilot", "pilot"),
                      new Pace(time, event -> {}, () -> false));
              assertThat(pilot.goOn("v2", from -> from.id().equals("ben")).orElseThrow().outcome())
                  .isEqualTo(Outcome.SUCCEEDED);
            });
    assertThat(rollouts("ana", Duration.ZERO, promoting).deploy(V2, Probe.none()).outcome())
        .isEqualTo(Outcome.SUCCEEDED);
    assertThat(rollouts().status().history().get(1).by()).isEqualTo("pilot");
    assertThat(world.running()).containsExactly("v2");
  }

  @Test
  void aProvenCanaryThatTurnsBadWhileItWaitsIsReverted() {
    manual();
    RolloutEnd end =
        rollouts(
                "ana",
                Duration.ZERO,
                once(RolloutState.Awaiting.class, () -> world.failing("v2", 0.5)))
            .deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).contains("`errors > 1.5 * stable and > 0.5%` is proven");
    assertThat(world.served()).isEqualTo("v1");
  }

  @Test
  void aProvenCanaryThatNobodyPromotesIsRevertedAfterTheDeadline() {
    manual();
    RolloutEnd end = rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).isEqualTo("nobody promoted it within 1h");
  }

  @Test
  void orPromotedWhereThatIsConfigured() {
    promotion = new Promotion(Promotion.By.MANUAL, Duration.ofHours(1), Promotion.Overdue.PROMOTE);
    RolloutEnd end = rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.reason()).isEqualTo("nobody promoted it within 1h");
  }

  @Test
  void aCanaryThatIsNotProvenIsPromotedOnlyForAReason() {
    Consumer<Event> forcing =
        afterLooks(
            3,
            () -> {
              assertThatThrownBy(() -> rollouts().promote(null))
                  .hasMessageStartingWith("the canary v2 is not proven: it has 5% of the requests");
              assertThat(rollouts("ben", Duration.ZERO, event -> {}).promote("a fix").outcome())
                  .isEqualTo(Outcome.SUCCEEDED);
            });
    rollouts("ana", Duration.ZERO, forcing).deploy(V2, Probe.none());
    Past past = rollouts().status().history().get(1);
    assertThat(past.end()).isEqualTo(Past.End.PROMOTED);
    assertThat(past.reason())
        .startsWith("forced by hand: a fix; when it was forced, it has 5% of the requests");
  }
}
