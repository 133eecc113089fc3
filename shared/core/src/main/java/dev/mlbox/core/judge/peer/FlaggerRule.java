package dev.mlbox.core.judge.peer;

import java.util.List;
import java.util.OptionalLong;

/**
 * Flagger, as "How it works" of its documentation describes {@code interval: 1m} and the built-in
 * metric {@code request-success-rate}: a check below {@code thresholdRange.min}, or without a
 * value, has failed; the tick after {@code threshold} failed ones rolls back.
 *
 * @param least share of good requests that a check must have
 * @param threshold failed checks, in all
 */
record FlaggerRule(double least, int threshold) implements PeerRule {

  @Override
  public String name() {
    return "Flagger (success ≥ %.0f %% each minute, threshold %d)"
        .formatted(100 * least, threshold);
  }

  @Override
  public OptionalLong reverts(List<Minute> minutes) {
    int failed = 0;
    for (Minute minute : minutes) {
      if (failed >= threshold) {
        return OptionalLong.of(minute.number());
      }
      failed += minute.canary() == 0 || 1 - minute.canaryShare() < least ? 1 : 0;
    }
    return OptionalLong.empty();
  }
}
