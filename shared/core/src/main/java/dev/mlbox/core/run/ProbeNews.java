package dev.mlbox.core.run;

import dev.mlbox.core.config.Durations;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.rollout.Observation;
import dev.mlbox.core.rollout.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a probe meets while it is tried again: said at once, and then when it is something else. */
final class ProbeNews {
  /** Words may name another box each time. */
  private static final Duration SELDOM = Duration.ofSeconds(10);

  private final Duration patience;
  private String said = "";
  private @Nullable Instant saidAt;

  /**
   * @param patience for which a probe is tried
   */
  ProbeNews(Duration patience) {
    this.patience = patience;
  }

  /** What is new in a look; empty when nothing is. */
  Optional<Event.Noted> of(RolloutState state, Observation seen, Instant now) {
    if (!(state instanceof RolloutState.Probing) || seen.probe() != Verdict.ERROR) {
      return Optional.empty();
    }
    Instant last = saidAt;
    String reason = seen.reason();
    boolean soon = last != null && Duration.between(last, now).compareTo(SELDOM) < 0;
    if (reason.equals(said) || soon) {
      return Optional.empty();
    }
    said = reason;
    saidAt = now;
    String what = reason.startsWith("probe: ") ? reason.substring("probe: ".length()) : reason;
    return Optional.of(
        new Event.Noted(
            "probe",
            "%s; it is asked again, for %s at most".formatted(what, Durations.words(patience))));
  }
}
