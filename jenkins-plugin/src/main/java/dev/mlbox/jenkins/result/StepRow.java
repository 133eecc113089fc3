package dev.mlbox.jenkins.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One step of a rollout for people: the canary's weight, and what both versions answered.
 *
 * @param share the weight
 * @param canary requests to the canary
 * @param canaryErrors of those
 * @param stable requests to the stable version
 * @param stableErrors of those
 */
public record StepRow(
    double share, long canary, long canaryErrors, long stable, long stableErrors) {

  static List<StepRow> all(Tree log) {
    Map<Long, StepRow> steps = new LinkedHashMap<>();
    for (Tree batch : log.each()) {
      if (!batch.at("signal").text().isEmpty()) {
        // Counts of something else: answers that differ, drift, users.
        continue;
      }
      StepRow row =
          new StepRow(
              batch.at("share").number(),
              count(batch.at("canary", "requests")),
              count(batch.at("canary", "errors")),
              count(batch.at("stable", "requests")),
              count(batch.at("stable", "errors")));
      steps.merge(count(batch.at("step")), row, StepRow::plus);
    }
    return new ArrayList<>(steps.values());
  }

  private static long count(Tree number) {
    return number.value() instanceof Number value ? value.longValue() : 0;
  }

  private StepRow plus(StepRow other) {
    return new StepRow(
        Math.max(share, other.share),
        canary + other.canary,
        canaryErrors + other.canaryErrors,
        stable + other.stable,
        stableErrors + other.stableErrors);
  }

  public String getWeight() {
    return String.format(Locale.ROOT, "%.4g", 100 * share).replaceAll("\\.?0+$", "") + " %";
  }

  public String getCanaryText() {
    return answered(canary, canaryErrors);
  }

  public String getStableText() {
    return answered(stable, stableErrors);
  }

  private static String answered(long requests, long errors) {
    return requests == 0
        ? "no requests"
        : String.format(
            Locale.ROOT,
            "%,d requests, errors %.2f %%",
            requests,
            100.0 * errors / requests);
  }
}
