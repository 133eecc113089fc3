package dev.mlbox.testkit;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Manner;
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
import dev.mlbox.core.run.Rollouts;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One model in a world of fakes, its canary, and those who steer it. */
final class Stage {
  static final Release V1 = release("v1");
  static final Release V2 = release("v2");
  static final Predictions ONE = Predictions.of(new Column.Whole(new long[] {1}));
  static final Predictions OTHER = Predictions.of(new Column.Whole(new long[] {0}));
  static final Probe PROBE = new Probe(new Table(Map.of(), 1), ONE);

  final FakeTime time = new FakeTime();
  final FakeWorld world = new FakeWorld(time);
  final List<Event> events = new ArrayList<>();
  final AtomicBoolean interrupted = new AtomicBoolean();
  Manner manner = Manner.PLAIN;
  Promotion promotion = Promotion.AUTO;
  Duration patience = Duration.ofMinutes(2);
  List<Criterion> criteria = List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%"));
  private final List<Weight> weights;

  Stage() {
    this(0.5);
  }

  /** One whose canary gets these shares. */
  Stage(double... shares) {
    weights = Arrays.stream(shares).mapToObj(Weight::new).toList();
  }

  /** The same, on which the first version serves. */
  static Stage withTheFirst(double... shares) {
    Stage stage = new Stage(shares);
    if (stage.rollouts().deploy(V1, Probe.none()).outcome() != Outcome.SUCCEEDED) {
      throw new AssertionError("the first version does not serve");
    }
    return stage;
  }

  static Release release(String version) {
    return new Release(version, "sha256:" + version, "box/" + version, Map.of());
  }

  CanaryConfig config(Duration watch) {
    Rules rules =
        new Rules(
                weights,
                Duration.ofSeconds(5),
                20,
                patience,
                Unproven.PROMOTE,
                watch,
                Duration.ofMinutes(1))
            .in(manner)
            .promoted(promotion);
    return new CanaryConfig(
        rules,
        criteria,
        Duration.ofMillis(5),
        0.01,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        null,
        1);
  }

  Rollouts rollouts() {
    return rollouts("ana", events::add);
  }

  Rollouts rollouts(String who, Consumer<Event> listener) {
    return rollouts(who, listener, Duration.ZERO);
  }

  Rollouts rollouts(String who, Consumer<Event> listener, Duration watch) {
    return new Rollouts(world.target(), config(watch), new Holder(who, who), pace(listener));
  }

  Handover handover(String who) {
    return handover(who, events::add);
  }

  Handover handover(String who, Consumer<Event> listener) {
    return new Handover(
        world.target(), config(Duration.ZERO), new Holder(who, who), pace(listener));
  }

  /** Does something once, when the canary has had traffic for some looks. */
  static Consumer<Event> afterLooks(int looks, Runnable what) {
    int[] seen = new int[1];
    return event -> {
      if (event instanceof Event.Looked looked
          && looked.state() instanceof RolloutState.Shifting
          && ++seen[0] == looks) {
        what.run();
      }
    };
  }

  /** Does something at the first look in a state. */
  static Consumer<Event> once(Class<? extends RolloutState> state, Runnable what) {
    boolean[] done = new boolean[1];
    return event -> {
      if (event instanceof Event.Looked looked && state.isInstance(looked.state()) && !done[0]) {
        done[0] = true;
        what.run();
      }
    };
  }

  /** Does something while somebody waits, once. */
  void meanwhile(Runnable what) {
    boolean[] done = new boolean[1];
    time.everySecond(
        now -> {
          if (!done[0]) {
            done[0] = true;
            what.run();
          }
        });
  }

  private Pace pace(Consumer<Event> listener) {
    return new Pace(time, listener::accept, interrupted::get);
  }
}
