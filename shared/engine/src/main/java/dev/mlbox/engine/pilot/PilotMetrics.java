package dev.mlbox.engine.pilot;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.event.Listener;
import dev.mlbox.core.judge.Evidence;
import dev.mlbox.core.rollout.RolloutState;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a pilot last saw, as metrics in the Prometheus text format. A pilot that looks no more is
 * known by the age of its last look.
 */
final class PilotMetrics implements Listener {
  /** All states, so that each has a series of its own that is 0 or 1. */
  private static final List<Class<? extends RolloutState>> STATES =
      List.of(
          RolloutState.Preparing.class,
          RolloutState.Probing.class,
          RolloutState.Shadowing.class,
          RolloutState.Shifting.class,
          RolloutState.Awaiting.class,
          RolloutState.Promoting.class,
          RolloutState.Watching.class,
          RolloutState.Reverting.class,
          RolloutState.Reverted.class,
          RolloutState.Succeeded.class,
          RolloutState.Halted.class);

  private static final double MILLIS = 1000;

  private final String model;
  private final String version;
  private final InstantSource clock;
  private volatile Event.@Nullable Looked last;
  private volatile long lookedAt;

  /**
   * Of a rollout.
   *
   * @param version that is rolled out
   */
  PilotMetrics(String model, String version, InstantSource clock) {
    this.model = model;
    this.version = version;
    this.clock = clock;
    this.lookedAt = clock.millis();
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.Looked looked) {
      last = looked;
      lookedAt = clock.millis();
    }
  }

  /** All of it. */
  String scrape() {
    StringBuilder text = new StringBuilder();
    Event.Looked looked = last;
    family(
        text, "mlbox_rollout_last_look_age_seconds", "Time since the pilot looked at the rollout");
    sample(text, "mlbox_rollout_last_look_age_seconds", "", (clock.millis() - lookedAt) / MILLIS);
    if (looked == null) {
      return text.toString();
    }
    family(text, "mlbox_rollout_state", "1 for the state that the rollout is in");
    for (Class<? extends RolloutState> state : STATES) {
      String name = state.getSimpleName().toLowerCase(Locale.ROOT);
      sample(
          text,
          "mlbox_rollout_state",
          ",state=\"%s\"".formatted(name),
          state.isInstance(looked.state()) ? 1 : 0);
    }
    family(text, "mlbox_rollout_weight", "The canary's share of requests, 0 to 1");
    sample(text, "mlbox_rollout_weight", "", looked.weight().share());
    family(text, "mlbox_rollout_requests_per_second", "Requests to both arms");
    sample(text, "mlbox_rollout_requests_per_second", "", looked.requestsPerSecond());
    evidence(text, looked.assessment().evidence());
    family(text, "mlbox_rollout_split_off", "1 when requests are not split as the weights ask for");
    sample(text, "mlbox_rollout_split_off", "", looked.assessment().splitIsOff() ? 1 : 0);
    return text.toString();
  }

  /** Natural logarithms, as evidence spans many powers of ten. */
  private void evidence(StringBuilder text, List<Evidence> all) {
    family(
        text,
        "mlbox_rollout_evidence",
        "ln of the evidence that the canary is worse, by criterion");
    for (Evidence each : all) {
      sample(text, "mlbox_rollout_evidence", criterion(each), each.logWorse());
    }
    family(text, "mlbox_rollout_evidence_needed", "ln of the evidence that reverts");
    for (Evidence each : all) {
      sample(text, "mlbox_rollout_evidence_needed", criterion(each), each.logWorseNeeded());
    }
    family(text, "mlbox_rollout_unmeasured", "1 for a criterion that could not be measured");
    for (Evidence each : all) {
      boolean unmeasured = each.verdict() == dev.mlbox.core.gate.Verdict.ERROR;
      sample(text, "mlbox_rollout_unmeasured", criterion(each), unmeasured ? 1 : 0);
    }
  }

  private static String criterion(Evidence evidence) {
    return ",criterion=\"%s\"".formatted(escaped(evidence.criterion().text()));
  }

  private static void family(StringBuilder text, String name, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
  }

  private void sample(StringBuilder text, String name, String labels, double value) {
    text.append(name)
        .append("{model=\"")
        .append(escaped(model))
        .append("\",version=\"")
        .append(escaped(version))
        .append('"')
        .append(labels)
        .append("} ")
        .append(value == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(value))
        .append('\n');
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
