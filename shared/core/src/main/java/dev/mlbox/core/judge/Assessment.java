package dev.mlbox.core.judge;

import dev.mlbox.core.gate.Verdict;
import java.util.Comparator;
import java.util.List;

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

  /** The worst verdict; PASS when there is no criterion. */
  public Verdict verdict() {
    return evidence.stream()
        .map(Evidence::verdict)
        .max(Comparator.naturalOrder())
        .orElse(Verdict.PASS);
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
