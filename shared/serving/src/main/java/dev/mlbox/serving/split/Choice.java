package dev.mlbox.serving.split;

import java.time.Duration;

/** What a box does with one request. */
public sealed interface Choice {

  /** Its own model answers, as the stable arm of a draw. */
  record Stable(Draw draw) implements Choice {}

  /**
   * The canary answers; the box's own model covers for it.
   *
   * @param version that must answer
   * @param coverAfter how long it may take
   */
  record Canary(Draw draw, Address address, String version, Duration coverAfter)
      implements Choice {}

  /**
   * The stable version answers, elsewhere.
   *
   * @param coverAfter how long it may take before this box's own model answers, if it has one
   */
  record Relay(Address address, Duration coverAfter) implements Choice {}

  /** Its own model answers; nobody counts it. */
  record Own() implements Choice {}

  /** Nobody can answer. */
  record Nobody(String why) implements Choice {}
}
