package dev.mlbox.engine.traffic;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of requests; called from any thread. */
final class Tally {
  private static final String NO_VERSION = "(none)";

  private final Latencies latencies = new Latencies();
  private final Map<String, Failures> failures = new LinkedHashMap<>();
  private final Map<String, Answers> answers = new LinkedHashMap<>();
  private long unsent;

  /**
   * An answer with status 2xx.
   *
   * @param version the header; null without one
   * @param micros since the request was due
   * @param second since the first request
   */
  synchronized void answered(@Nullable String version, long micros, double second) {
    latencies.add(micros);
    answers
        .computeIfAbsent(version == null ? NO_VERSION : version, any -> new Answers(second))
        .add(second);
  }

  synchronized void failed(String kind, String words) {
    failures.computeIfAbsent(kind, any -> new Failures(words)).count++;
  }

  /** One that this client could not send. */
  synchronized void unsent() {
    unsent++;
  }

  /**
   * All of it.
   *
   * @param requests that were due; those that nothing was heard of have failed, too
   */
  synchronized TrafficReport report(long requests, TrafficReport.Pace pace) {
    long failedSoFar = failures.values().stream().mapToLong(each -> each.count).sum();
    long heard = latencies.total() + failedSoFar + unsent;
    if (heard < requests) {
      failures.computeIfAbsent(
                  "no answer before the end", any -> new Failures("stopped while waiting for it"))
              .count =
          requests - heard;
    }
    List<TrafficReport.Failed> failed =
        failures.entrySet().stream()
            .map(each -> each.getValue().report(each.getKey()))
            .sorted(Comparator.comparingLong(TrafficReport.Failed::count).reversed())
            .toList();
    return new TrafficReport(
        requests,
        unsent,
        failed.stream().mapToLong(TrafficReport.Failed::count).sum(),
        failed,
        latency(),
        answers.entrySet().stream().map(each -> each.getValue().report(each.getKey())).toList(),
        pace);
  }

  private TrafficReport.@Nullable Latency latency() {
    return latencies.total() == 0
        ? null
        : new TrafficReport.Latency(
            latencies.quantile(0.5),
            latencies.quantile(0.9),
            latencies.quantile(0.99),
            latencies.max());
  }

  private static final class Failures {
    private final String example;
    private long count;

    Failures(String example) {
      this.example = example;
    }

    TrafficReport.Failed report(String kind) {
      return new TrafficReport.Failed(kind, count, example);
    }
  }

  private static final class Answers {
    private double first;
    private double last;
    private long count;

    Answers(double second) {
      first = second;
      last = second;
    }

    void add(double second) {
      count++;
      first = Math.min(first, second);
      last = Math.max(last, second);
    }

    TrafficReport.Answered report(String version) {
      return new TrafficReport.Answered(version, count, tenths(first), tenths(last));
    }

    private static double tenths(double seconds) {
      return Math.round(10 * seconds) / 10.0;
    }
  }
}
