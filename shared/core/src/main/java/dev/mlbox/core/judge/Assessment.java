package dev.mlbox.core.judge;

import dev.mlbox.core.gate.Verdict;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all criteria say together.
 *
 * @param evidence one for each criterion, in their order
 * @param splitIsOff whether traffic was not split as the weights say, so that observed shares were
 *     used
 * @param leftOut signals of criteria that are told of and decide nothing
 */
public record Assessment(List<Evidence> evidence, boolean splitIsOff, Set<String> leftOut) {

  public Assessment {
    evidence = List.copyOf(evidence);
    leftOut = Set.copyOf(leftOut);
  }

  /** One of which nothing is left out. */
  public Assessment(List<Evidence> evidence, boolean splitIsOff) {
    this(evidence, splitIsOff, Set.of());
  }

  /** Of what it takes to revert, in logarithms: equal versions get there in one rollout of five. */
  private static final double GATHERING = 0.25;

  /** Whether there is some evidence that the canary is worse, and not yet enough. */
  public boolean isGathering() {
    return evidence.stream()
        .filter(each -> each.verdict() != Verdict.FAIL && counts(each))
        .anyMatch(each -> each.logWorse() >= GATHERING * each.logWorseNeeded());
  }

  /**
   * How many bad answers of the canary in a row prove it worse by one criterion, at the least.
   *
   * @param share of the requests that the canary gets, more than 0 and less than 1
   * @return at least 1; empty where no criterion is about errors or slowness
   */
  public OptionalLong fewestBad(double share) {
    return ofRequests().mapToLong(each -> each.fewestBad(share)).min();
  }

  /** The share of the stable version's answers that were bad, by any such criterion. */
  public double stableBad() {
    return ofRequests()
        .mapToDouble(
            each -> {
              long seen = each.stable().seen(each.criterion().kind());
              return seen == 0 ? 0 : (double) each.stable().bad(each.criterion().kind()) / seen;
            })
        .sum();
  }

  private Stream<Evidence> ofRequests() {
    return evidence.stream()
        .filter(each -> each.verdict() != Verdict.FAIL && counts(each))
        .filter(each -> each.criterion().kind().isOfRequests());
  }

  private boolean counts(Evidence each) {
    return each.verdict() == Verdict.FAIL || !leftOut.contains(each.criterion().signal());
  }

  /**
   * The worst verdict; PASS when there is no criterion. What is proven counts, whatever else could
   * not be measured.
   */
  public Verdict verdict() {
    List<Verdict> verdicts = evidence.stream().filter(this::counts).map(Evidence::verdict).toList();
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
        splitIsOff,
        leftOut);
  }

  /**
   * The same where some criteria that could not be measured are left out: they are told of, with
   * the reason, and decide nothing. What was proven before counts, and something must be left.
   *
   * @param why in words, by signal
   */
  public Assessment leavingOut(Map<String, String> why) {
    Set<String> out =
        evidence.stream()
            .filter(each -> each.verdict() != Verdict.FAIL)
            .map(each -> each.criterion().signal())
            .filter(why::containsKey)
            .collect(Collectors.toSet());
    boolean nothingLeft =
        evidence.stream().allMatch(each -> out.contains(each.criterion().signal()));
    if (nothingLeft) {
      return this;
    }
    return new Assessment(
        evidence.stream()
            .map(
                each -> {
                  String words = why.get(each.criterion().signal());
                  return words == null || each.verdict() == Verdict.FAIL
                      ? each
                      : each.leftOut(words);
                })
            .toList(),
        splitIsOff,
        out);
  }

  /** Why, for the worst verdict. */
  public String reason() {
    Verdict worst = verdict();
    return evidence.stream()
        .filter(each -> counts(each) && each.verdict() == worst)
        .map(Evidence::message)
        .reduce((first, second) -> first + "; " + second)
        .orElse("");
  }
}
