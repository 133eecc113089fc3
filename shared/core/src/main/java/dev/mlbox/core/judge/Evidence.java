package dev.mlbox.core.judge;

import dev.mlbox.core.gate.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
 * @param sides of which {@code logWorse} is the smaller; null where it has none, and in reports of
 *     an older mlbox
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
    String note,
    @Nullable Sides sides) {

  /** One of which the sides are not known. */
  public Evidence(
      Criterion criterion,
      Verdict verdict,
      double logWorse,
      double logWorseNeeded,
      double logNotWorse,
      double logNotWorseNeeded,
      ArmOutcome stable,
      ArmOutcome canary,
      String note) {
    this(
        criterion,
        verdict,
        logWorse,
        logWorseNeeded,
        logNotWorse,
        logNotWorseNeeded,
        stable,
        canary,
        note,
        null);
  }

  /**
   * What speaks for each condition of a criterion, all of which it takes to revert.
   *
   * @param ratio that the canary has more of what is bad than the stable version, by this factor;
   *     null where that is not asked
   * @param floor that it has more than this share; null where that is not asked
   */
  public record Sides(@Nullable Double ratio, @Nullable Double floor) {}

  /**
   * How many bad answers of the canary in a row suffice, at the least: whatever a test bets, one
   * event multiplies its evidence by no more than it was unlikely.
   *
   * @param share of the requests that the canary gets, more than 0 and less than 1
   * @return at least 1
   */
  long fewestBad(double share) {
    double odds = criterion.ratio() * share;
    double ofRatio = Math.log((odds + 1 - share) / odds);
    Double floor = criterion.floor();
    if (sides == null) {
      return events(logWorse, ofRatio);
    }
    long ratioNeeds = sides.ratio() == null ? 1 : events(sides.ratio(), ofRatio);
    long floorNeeds =
        sides.floor() == null || floor == null ? 1 : events(sides.floor(), Math.log(1 / floor));
    return Math.max(ratioNeeds, floorNeeds);
  }

  private long events(double already, double gain) {
    return Math.max(1, (long) Math.ceil((logWorseNeeded - already) / gain));
  }

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
        why,
        sides);
  }

  private static String odds(double log, double needed) {
    return "evidence %s (%.0f needed)"
        .formatted(log > 20 ? "above 1e8" : "%,.0f".formatted(Math.exp(log)), Math.exp(needed));
  }
}
