package dev.mlbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.Pace;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.Rollouts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A canary that answers otherwise than it did before any live request. */
class DriftRolloutTest {
  private static final Bins.Expected SAME = new Bins.Expected(0.9, 1.1);

  private final FakeTime time = new FakeTime();
  private final FakeWorld world = new FakeWorld(time);

  private static Bins bins(String against) {
    return new Bins(
        against, List.of("0", "1"), List.of(), List.of(SAME, SAME, new Bins.Expected(0, 0)));
  }

  private static Release release(String version, @Nullable Bins bins) {
    return new Release(version, "sha256:" + version, "box/" + version, Map.of()).beside(bins);
  }

  private static CanaryConfig config(Criterion... criteria) {
    return new CanaryConfig(
        new Rules(
            List.of(new Weight(0.2), new Weight(0.5)),
            Duration.ofSeconds(10),
            20,
            Duration.ofMinutes(2),
            Unproven.PROMOTE,
            Duration.ZERO,
            Duration.ofMinutes(1)),
        List.of(criteria),
        Duration.ofMillis(5),
        0.01,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        null,
        1);
  }

  private RolloutEnd deploy(Release release, Criterion... criteria) {
    return new Rollouts(
            world.target(),
            config(criteria),
            new Holder("me", "test"),
            new Pace(time, event -> {}, () -> false))
        .deploy(release, Probe.none());
  }

  @BeforeEach
  void aFirstVersion() {
    deploy(release("v1", null));
    world.sayingOne("v1", 0.1);
  }

  @Test
  void isRevertedThoughNobodyAskedForIt() {
    world.sayingOne("v2", 0.6);
    RolloutEnd end =
        deploy(release("v2", bins("v1")), Criterion.parse("errors > 1.5 * stable and > 5%"));
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).contains("`drift > 1.5` is proven");
  }

  @Test
  void oneThatAnswersAsBeforeIsPromoted() {
    world.sayingOne("v2", 0.1);
    RolloutEnd end =
        deploy(release("v2", bins("v1")), Criterion.parse("errors > 1.5 * stable and > 5%"));
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.last().evidence()).hasSize(2);
  }

  @Test
  void disagreementIsJudgedAgainstWhatTheEvaluationSawOfTheSameTwo() {
    Bins known = bins("v1");
    Bins counted = new Bins(known.against(), known.values(), known.edges(), known.expected(), 0.04);
    Criterion written = Criterion.parse("disagreement > 1.5 * expected and > 5%");
    CanaryConfig config = config(written);
    assertThat(config.criteria(counted, "v1"))
        .containsExactly(written.expecting(0.04).orElseThrow(), Criterion.USUAL_DRIFT);
    assertThat(config.criteria(counted, "v0")).isEmpty();
    assertThat(config.criteria(known, "v1")).containsExactly(Criterion.USUAL_DRIFT);
    assertThat(config.judge().criteria()).isEmpty();
  }

  @Test
  void whatIsKnownAboutAnotherVersionJudgesNobody() {
    world.sayingOne("v2", 0.6);
    RolloutEnd end =
        deploy(
            release("v2", bins("v0")),
            Criterion.parse("errors > 1.5 * stable and > 5%"),
            Criterion.parse("drift > 1.5"));
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.last().evidence()).hasSize(1);
  }
}
