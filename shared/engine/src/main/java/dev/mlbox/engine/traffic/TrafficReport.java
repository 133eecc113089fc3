package dev.mlbox.engine.traffic;

import dev.mlbox.core.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of the requests.
 *
 * @param requests that were due
 * @param unsent of these, because too many had no answer yet: says nothing about the server
 * @param failures requests without an answer, or with one whose status is not 2xx
 * @param failed the same by kind, the commonest first
 * @param latency of the answers with status 2xx; null when there was none
 * @param answers who gave them, in the order of their first
 * @param pace how fast they were sent, and where to
 */
public record TrafficReport(
    long requests,
    long unsent,
    long failures,
    List<Failed> failed,
    @Nullable Latency latency,
    List<Answered> answers,
    Pace pace) {

  public TrafficReport {
    failed = List.copyOf(failed);
    answers = List.copyOf(answers);
  }

  /**
   * Failures of one kind.
   *
   * @param kind such as {@code HTTP 503} or {@code connection refused}
   * @param count how many
   * @param example what the first one said
   */
  public record Failed(String kind, long count, String example) {}

  /**
   * Milliseconds from when a request was due, not from when it left: a stall of the server or of
   * this client counts for every request that had to wait for it.
   *
   * @param p50 within 1 %, as p90 and p99
   * @param max exact
   */
  public record Latency(double p50, double p90, double p99, double max) {}

  /**
   * Answers with status 2xx that one version gave.
   *
   * @param version as in the header mlbox-version; {@code (none)} without one
   * @param count how many
   * @param first seconds from the first request to this version's first answer
   * @param last the same to its last answer
   */
  public record Answered(String version, long count, double first, double last) {}

  /**
   * How fast requests were sent.
   *
   * @param url where to
   * @param seconds from the first request to the last, or to when it was stopped
   * @param wanted requests a second
   * @param achieved requests a second
   * @param stopped whether it was ended before its time
   */
  public record Pace(String url, double seconds, double wanted, double achieved, boolean stopped) {}

  /** For people. */
  public List<Step> lines() {
    List<Step> lines = new ArrayList<>();
    lines.add(
        line(
            "traffic",
            "%,d requests to %s in %.1f s, %.1f a second%s%s",
            requests,
            pace.url(),
            pace.seconds(),
            pace.achieved(),
            pace.achieved() < 0.98 * pace.wanted() ? " of %.1f".formatted(pace.wanted()) : "",
            pace.stopped() ? "; stopped before its time" : ""));
    if (latency != null) {
      lines.add(
          line(
              "latency",
              "p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, at most %.1f ms",
              latency.p50(),
              latency.p90(),
              latency.p99(),
              latency.max()));
    }
    for (Answered each : answers) {
      lines.add(
          line(
              "answered",
              "%s  %,d times, first after %.1f s, last after %.1f s",
              each.version(),
              each.count(),
              each.first(),
              each.last()));
    }
    if (unsent > 0) {
      lines.add(
          line(
              "unsent",
              "%,d of %,d requests, because %d had no answer yet",
              unsent,
              requests,
              Sending.MOST_OPEN));
    }
    lines.add(line("failed", "%,d of %,d requests", failures, requests - unsent));
    for (Failed each : failed) {
      lines.add(line("failed", "%,d × %s: %s", each.count(), each.kind(), each.example()));
    }
    return lines;
  }

  private static Step line(String name, String format, Object... values) {
    return new Step(name, String.format(Locale.ROOT, format, values));
  }
}
