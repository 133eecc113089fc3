package dev.mlbox.core.judge.peer;

import java.util.List;
import java.util.OptionalLong;

/**
 * Argo Rollouts, as "Analysis and Progressive Delivery" of its documentation describes an
 * AnalysisTemplate with {@code interval: 1m}: more failed measurements than {@code failureLimit}
 * abort, and so do more measurements without a value in a row than {@code consecutiveErrorLimit}.
 *
 * @param most share of bad requests that a measurement may have
 * @param failureLimit failed measurements that are tolerated, in all
 * @param errorLimit measurements without a value that are tolerated, in a row
 */
record ArgoRule(double most, int failureLimit, int errorLimit) implements PeerRule {

  @Override
  public String name() {
    return "Argo Rollouts (errors ≤ %.0f %% each minute, failureLimit %d)"
        .formatted(100 * most, failureLimit);
  }

  @Override
  public OptionalLong reverts(List<Minute> minutes) {
    int failed = 0;
    int errors = 0;
    for (Minute minute : minutes) {
      if (minute.canary() == 0) {
        errors++;
      } else {
        errors = 0;
        failed += minute.canaryShare() > most ? 1 : 0;
      }
      if (failed > failureLimit || errors > errorLimit) {
        return OptionalLong.of(minute.number());
      }
    }
    return OptionalLong.empty();
  }
}
