package dev.mlbox.core.judge;

import dev.mlbox.core.gate.Verdict;

/**
 * What the counts say of one criterion.
 *
 * @param criterion the claim
 * @param verdict FAIL: worse; PASS: not worse; else INCONCLUSIVE
 * @param logWorse natural logarithm of the evidence (e-value) that the canary is worse
 * @param logWorseNeeded what it takes to revert
 * @param logNotWorse natural logarithm of the evidence that it is not
 * @param logNotWorseNeeded what it takes to pass
 * @param stable totals
 * @param canary totals
 */
public record Evidence(
    Criterion criterion,
    Verdict verdict,
    double logWorse,
    double logWorseNeeded,
    double logNotWorse,
    double logNotWorseNeeded,
    ArmOutcome stable,
    ArmOutcome canary) {

  /** One line, with the numbers of both arms. */
  public String message() {
    Criterion.Kind kind = criterion.kind();
    String counts =
        "%s %s of the canary's requests (%,d of %,d), %s of the stable's (%,d of %,d)"
            .formatted(
                kind,
                percent(canary.bad(kind), canary.seen(kind)),
                canary.bad(kind),
                canary.seen(kind),
                percent(stable.bad(kind), stable.seen(kind)),
                stable.bad(kind),
                stable.seen(kind));
    return switch (verdict) {
      case FAIL ->
          counts + "; `" + criterion.text() + "` is proven, " + odds(logWorse, logWorseNeeded);
      case PASS -> counts + "; `" + criterion.text() + "` is ruled out";
      case INCONCLUSIVE, ERROR ->
          counts + "; `" + criterion.text() + "` is neither proven nor ruled out";
    };
  }

  private static String odds(double log, double needed) {
    return "evidence %s (%.0f needed)"
        .formatted(log > 20 ? "above 1e8" : "%,.0f".formatted(Math.exp(log)), Math.exp(needed));
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "none" : "%.2f %%".formatted(100.0 * part / whole);
  }
}
