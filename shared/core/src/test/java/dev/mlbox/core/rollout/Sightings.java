package dev.mlbox.core.rollout;

import static dev.mlbox.core.rollout.Sightings.T0;
import static dev.mlbox.core.rollout.Sightings.WELL;

import dev.mlbox.core.gate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a machine of states may see, for its tests. */
final class Sightings {
  static final Instant T0 = Instant.parse("2026-11-24T10:00:00Z");
  static final Instant LATER = T0.plusSeconds(60);
  static final Instant MUCH_LATER = T0.plus(Duration.ofHours(2));
  static final Health WELL = new Health(2, 2, "");
  static final Health HALF = new Health(2, 1, "");
  static final Health GONE = new Health(2, 0, "");
  static final Health CRASHING = new Health(2, 0, "CrashLoopBackOff: exit 1");

  /** Promotes what is not proven in time, and watches for an hour. */
  static final RolloutMachine MACHINE =
      new RolloutMachine(rules(Unproven.PROMOTE, Duration.ofHours(1)));

  /** Where that one goes. */
  static RolloutState next(RolloutState state, Observation seen, Instant now) {
    return MACHINE.next(state, seen, now).state();
  }

  static Rules rules(Unproven unproven, Duration watch) {
    return new Rules(
        List.of(new Weight(0.01), new Weight(0.5)),
        Duration.ofSeconds(30),
        50,
        Duration.ofMinutes(10),
        unproven,
        watch,
        Duration.ofMinutes(5));
  }

  static Observation seen(Health canary, Verdict judged) {
    return seen(canary, judged, 100);
  }

  static Observation seen(Health canary, Verdict judged, long stepRequests) {
    return new Observation(
        false, WELL, canary, Verdict.INCONCLUSIVE, stepRequests, judged, "errors rise", false);
  }

  /** A canary that is well, but was worse of late. */
  static Observation doubted(Verdict judged) {
    return new Observation(
        false,
        WELL,
        WELL,
        Verdict.INCONCLUSIVE,
        100,
        judged,
        "",
        false,
        Duration.ZERO,
        "of late, errors 5 % of the canary's requests");
  }

  static Observation probed(boolean first, Verdict probe) {
    return new Observation(
        first, WELL, WELL, probe, 0, Verdict.INCONCLUSIVE, "row 3 differs", false);
  }

  static Observation interrupted() {
    return new Observation(
        false, WELL, WELL, Verdict.INCONCLUSIVE, 0, Verdict.INCONCLUSIVE, "", true);
  }

  private Sightings() {}
}
