package dev.mlbox.core.judge;

import dev.mlbox.core.gate.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What all criteria say together.
 *
 * @param evidence one for each criterion, in their order
 * @param splitIsOff whether traffic was not split as the weights say, so that observed shares were
 *     used
 */
public record Assessment(List<Evidence> evidence, boolean splitIsOff) {

  public Assessment {
    evidence = List.copyOf(evidence);
  }

  /**
   * The worst verdict; PASS when there is no criterion. What is proven counts, whatever else could
   * not be measured.
   */
  public Verdict verdict() {
    List<Verdict> verdicts = evidence.stream().map(Evidence::verdict).toList();
    return verdicts.contains(Verdict.FAIL) ? Verdict.FAIL : Verdict.worst(verdicts);
  }

  /**
   * The same where some criteria could not be measured: those are errors, unless proven before.
   *
   * @param why in words, by signal
   */
  public Assessment without(Map<String, String> why) {
    return new Assessment(
        evidence.stream()
            .map(
                each -> {
                  String words = why.get(each.criterion().signal());
                  return words == null || each.verdict() == Verdict.FAIL
                      ? each
                      : each.unmeasured(words);
                })
            .toList(),
        splitIsOff);
  }

  /**
   * The same but for criteria that are left out, of which something else must be left.
   *
   * @param signals of the criteria
   */
  public Assessment leavingOut(Set<String> signals) {
    List<Evidence> rest =
        evidence.stream()
            .filter(
                each ->
                    each.verdict() == Verdict.FAIL || !signals.contains(each.criterion().signal()))
            .toList();
    return rest.isEmpty() ? this : new Assessment(rest, splitIsOff);
  }

  /** Why, for the worst verdict. */
  public String reason() {
    Verdict worst = verdict();
    return evidence.stream()
        .filter(each -> each.verdict() == worst)
        .map(Evidence::message)
        .reduce((first, second) -> first + "; " + second)
        .orElse("");
  }
}
