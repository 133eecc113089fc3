package dev.mlbox.engine.live;

import dev.mlbox.core.config.Durations;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code live:7d}: what was asked in the last seven days; {@code live:} for all that was kept. */
public record LiveWindow(Stated stated, Duration length) {
  private static final String SCHEME = "live:";
  private static final Duration ALL = Duration.ofDays(36_500);

  /** Whether a location is meant to be one. */
  public static boolean isOne(Stated location) {
    return location.text().startsWith(SCHEME);
  }

  /**
   * Reads one; empty for any other location.
   *
   * @throws MlboxException INVALID when its duration is none
   */
  public static Optional<LiveWindow> of(Stated location) {
    if (!isOne(location)) {
      return Optional.empty();
    }
    String text = location.text().substring(SCHEME.length()).strip();
    try {
      Duration length = text.isEmpty() ? ALL : Durations.parse(text);
      if (!length.isZero()) {
        return Optional.of(new LiveWindow(location, length));
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw MlboxException.invalid(
        Problem.of("`%s` says no time".formatted(location.text()))
            .at(location.place())
            .expected("such as live:7d, live:12h, or live: for all that was kept"));
  }

  Instant since(Instant now) {
    return now.minus(length);
  }

  String words() {
    return length.equals(ALL) ? "so far" : "in the last " + Durations.words(length);
  }

  /** For the name of a file. */
  String letters() {
    return stated.text().replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
  }
}
