package dev.mlbox.engine;

import dev.mlbox.core.plan.Step;
import dev.mlbox.core.port.Sleeper;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.engine.ground.Ground;
import dev.mlbox.engine.project.Project;
import dev.mlbox.engine.screen.Screens;
import dev.mlbox.engine.screen.Sight;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at a model again and again; changes nothing, and is in nobody's way. */
final class Lookout {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Ground ground;
  private final Sleeper time;
  private final Screens screens;
  private @Nullable RolloutRecord last;

  Lookout(Project project, Ground ground, Sleeper time) {
    this.ground = ground;
    this.time = time;
    this.screens =
        new Screens(
            new Screens.Site(
                project.config().model().name(),
                ground.place(),
                ground.address().map(URI::toString).orElse("")),
            project.config().deploy().canary());
  }

  /** Goes on for as long as whoever is told wants more. */
  void look(Predicate<Sight> more) {
    while (more.test(sight())) {
      time.sleep(PAUSE);
    }
  }

  /** A target that does not answer for a while is no reason to look away. */
  private Sight sight() {
    RolloutRecord record = last;
    List<Step> boxes;
    try {
      record = ground.target().memory().load().record();
      last = record;
      boxes = ground.processes();
    } catch (MlboxException e) {
      if (e.fault() != Fault.BROKEN || record == null) {
        throw e;
      }
      boxes = List.of(new Step("target", "does not answer: " + e.problems().get(0).message()));
    }
    return new Sight(screens.at(time.now(), record, boxes), record);
  }
}
