package dev.mlbox.core.judge;

import dev.mlbox.core.gate.Verdict;
import java.util.Locale;

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
 * @param note why evidence that would suffice does not, or where to look; mostly empty
 */
public record Evidence(
    Criterion criterion,
    Verdict verdict,
    double logWorse,
    double logWorseNeeded,
    double logNotWorse,
    double logNotWorseNeeded,
    ArmOutcome stable,
    ArmOutcome canary,
    String note) {

  /** One line, with the numbers of both arms. */
  public String message() {
    if (verdict == Verdict.ERROR) {
      return "`%s` could not be measured: %s".formatted(criterion.text(), note);
    }
    String said =
        criterion.kind().counts(criterion.label(), canary, stable)
            + "; `"
            + criterion.text()
            + "` is "
            + (switch (verdict) {
              case FAIL ->
                  (logWorse >= logWorseNeeded ? "proven, " : "taken for proven, ")
                      + odds(logWorse, logWorseNeeded);
              case PASS -> isQuiet() ? "an alarm that " + quietly() : "ruled out";
              case INCONCLUSIVE, ERROR -> "neither proven nor ruled out";
            });
    return note.isEmpty() ? said : said + "; " + note;
  }

  /**
   * In a word or two: the verdict's own, but of an alarm, for which nobody waits, what it has to
   * say: without a single answer it has nothing.
   */
  public String word() {
    return isBlank()
        ? "nothing seen yet"
        : isQuiet() ? "no alarm" : verdict.name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is an alarm that has not been raised, which is no proof of anything. */
  public boolean isQuiet() {
    return verdict == Verdict.PASS
        && criterion.isOfEvaluation()
        && (isUnseen() || logNotWorse < logNotWorseNeeded);
  }

  /** Whether it is an alarm that has had nothing to judge by. */
  public boolean isBlank() {
    return isQuiet() && isUnseen();
  }

  private boolean isUnseen() {
    return canary.seen(criterion.kind()) == 0;
  }

  private String quietly() {
    return isUnseen() ? "has seen nothing" : "was not raised";
  }

  /** The same, but that it could not be measured now. */
  Evidence unmeasured(String why) {
    return with(Verdict.ERROR, why);
  }

  /** The same, but that it is left out because it could not be measured. */
  Evidence leftOut(String why) {
    return with(Verdict.INCONCLUSIVE, "left out, as `down: ignore` says: " + why);
  }

  private Evidence with(Verdict other, String why) {
    return new Evidence(
        criterion,
        other,
        logWorse,
        logWorseNeeded,
        logNotWorse,
        logNotWorseNeeded,
        stable,
        canary,
        why);
  }

  private static String odds(double log, double needed) {
    return "evidence %s (%.0f needed)"
        .formatted(log > 20 ? "above 1e8" : "%,.0f".formatted(Math.exp(log)), Math.exp(needed));
  }
}
