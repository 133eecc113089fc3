package dev.mlbox.core.judge;

import dev.mlbox.core.stats.BinomialInterval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes bins out of what two models answer to the same rows. */
public final class BinCount {
  /** With fewer rows in a bin its ratio says little. */
  private static final int ENOUGH = 30;

  private static final double FREQUENT = 0.02;
  private static final int MOST_VALUES = 20;
  private static final int PARTS = 10;
  private static final int ROWS_A_PART = 100;

  /** Of a ratio of two shares, one-sided 95 %. */
  private static final double BOUND = 1.645;

  private static final double CONFIDENCE = 0.95;

  private BinCount() {}

  /**
   * Bins: values that more than 2 % of the candidate's answers have, and deciles of its other
   * numbers.
   *
   * @param against the version of the other model
   * @param candidate answers as a box writes them
   * @param stable the other model's answers to the same rows
   * @return empty when there are too few rows to compare two bins
   */
  public static Optional<Bins> of(String against, List<String> candidate, List<String> stable) {
    if (candidate.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Long> counts =
        candidate.stream().collect(Collectors.groupingBy(each -> each, Collectors.counting()));
    List<String> values =
        counts.entrySet().stream()
            .filter(each -> each.getValue() > FREQUENT * candidate.size())
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_VALUES)
            .map(Map.Entry::getKey)
            .toList();
    List<Double> edges = edges(candidate, Set.copyOf(values));
    List<Bins.Expected> unknown =
        Collections.nCopies(values.size() + edges.size() + 1, new Bins.Expected(0, 0));
    Bins empty = new Bins(against, values, edges, unknown);
    long[] first = counts(empty, candidate);
    long[] second = counts(empty, stable);
    List<Bins.Expected> expected = new ArrayList<>();
    for (int bin = 0; bin < first.length; bin++) {
      expected.add(ratio(first[bin], candidate.size(), second[bin], stable.size()));
    }
    double differing =
        BinomialInterval.upperBound(
            Sayings.differences(candidate, stable), candidate.size(), CONFIDENCE);
    Bins bins = new Bins(against, values, edges, expected, differing);
    return bins.known().size() < 2 ? Optional.empty() : Optional.of(bins);
  }

  private static List<Double> edges(List<String> answers, Set<String> values) {
    List<Double> others = new ArrayList<>();
    for (String answer : answers) {
      if (!values.contains(answer)) {
        try {
          others.add(Double.valueOf(answer));
        } catch (NumberFormatException e) {
          return List.of();
        }
      }
    }
    Collections.sort(others);
    int parts = Math.min(PARTS, others.size() / ROWS_A_PART);
    Set<Double> edges = new TreeSet<>();
    for (int part = 1; part < parts; part++) {
      edges.add(others.get((int) ((long) others.size() * part / parts)));
    }
    return List.copyOf(edges);
  }

  private static long[] counts(Bins bins, List<String> answers) {
    long[] counts = new long[bins.count()];
    Map<String, Integer> known = new HashMap<>();
    for (String answer : answers) {
      counts[known.computeIfAbsent(answer, bins::of)]++;
    }
    return counts;
  }

  private static Bins.Expected ratio(long first, long ofFirst, long second, long ofSecond) {
    if (first < ENOUGH || second < ENOUGH) {
      return new Bins.Expected(0, 0);
    }
    double ratio = ((double) first / ofFirst) / ((double) second / ofSecond);
    double spread =
        Math.exp(BOUND * Math.sqrt(1.0 / first - 1.0 / ofFirst + 1.0 / second - 1.0 / ofSecond));
    return new Bins.Expected(ratio / spread, ratio * spread);
  }
}
