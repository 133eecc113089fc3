package dev.mlbox.engine.pipeline;

import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.measure.LiveResult;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.engine.evaluation.CheckResult;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** One line about the candidate on the mix of recent requests. */
final class LiveWords {
  private LiveWords() {}

  /** With the metrics that gates are about. */
  static String of(LiveResult live, CheckResult result) {
    Set<String> judged = new LinkedHashSet<>();
    for (Finding finding : result.report().findings()) {
      judged.add(finding.gate().metric().name());
    }
    StringBuilder words =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%,d requests of %s, mixed by %s",
                live.requests(),
                live.source(),
                live.by()));
    if (live.covered() < 1) {
      words.append(
          String.format(
              Locale.ROOT,
              ", %.1f %% of them in no slice of the data",
              100 * (1 - live.covered())));
    }
    for (String name : judged) {
      Measured mixed = live.metrics().get(name);
      Measured plain = result.candidate().metrics().get(name);
      if (mixed != null && plain != null && mixed.isDefined() && plain.isDefined()) {
        words.append("; ").append(name).append(' ').append(number(mixed.value()));
        Interval interval = mixed.interval();
        if (interval != null) {
          words.append(" (95 % CI ").append(number(interval.lower()));
          words.append(" … ").append(number(interval.upper())).append(')');
        }
        words.append(", on the data ").append(number(plain.value()));
      }
    }
    return words.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value).replace('-', '−');
  }
}
