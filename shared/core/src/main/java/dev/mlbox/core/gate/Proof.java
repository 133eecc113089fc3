package dev.mlbox.core.gate;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers from which the verdict on a difference follows, so that anybody can work it out again
 * from a report: the p-values, corrected by Holm over the parts of a finding, decide between FAIL
 * and the rest; the bounds between PASS and INCONCLUSIVE.
 *
 * @param alpha one-sided level of the claim
 * @param strict whether a loss within the margin fails, too
 * @param pMargin p-value against "the loss is at most the margin"
 * @param pNothing p-value against "there is no loss"
 * @param statistics what interval and p-values come from, by their textbook names: n, b and c of
 *     paired proportions; standard_error of a normal error or, where degrees are given, of
 *     Student's t with so many, the least favourable of those with any skewness from none to 1.3
 *     times it and, where units are given, 2√(6/units) more, each over √units or √groups; evened_…
 *     the same of groups of unlike sizes that count more alike, with the skewness that is seen,
 *     where bounds and p-values are the less favourable of both; replicates, bias, acceleration and
 *     seed of a bootstrap; unseen_most and unseen_trials where so few rows differ that the bounds
 *     are at least most·z²/(trials + z²) away; on the live mix stratified_error, the standard error
 *     within slices and between those of the requests, strata, how many were looked at by
 *     themselves, and uncovered, the share of the requests that no row is like
 * @param draws of a bootstrap; null where there is none
 */
public record Proof(
    double alpha,
    boolean strict,
    double pMargin,
    double pNothing,
    Map<String, Double> statistics,
    @Nullable Draws draws) {

  public Proof {
    statistics = Collections.unmodifiableMap(new TreeMap<>(statistics));
  }
}
