package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.stats.Bca;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A bootstrap of a gain, and what was drawn for it.
 *
 * @param bootstrap of the gain
 * @param seed of the draws
 * @param unit that is drawn, in words
 * @param units in each draw
 * @param table of the units; empty where they are no cells of one
 */
record Drawing(Bca bootstrap, long seed, String unit, long units, List<Draws.Line> table) {
  /** More lines would make reports of many classes large. */
  private static final int MOST_LINES = 32;

  private static final int PERCENTILES = 100;

  Drawing {
    table = List.copyOf(table);
  }

  static Drawing ofUnits(Bca bootstrap, long seed, String unit, long units) {
    return new Drawing(bootstrap, seed, unit, units, List.of());
  }

  /**
   * Of rows that are alike to the metric.
   *
   * @param candidate its answers to one row of each kind
   * @param baseline the other's
   * @param counts how many rows are of each kind
   */
  static Drawing ofTable(
      Bca bootstrap, long seed, Answers candidate, Answers baseline, int[] counts) {
    List<Draws.Line> lines = new ArrayList<>();
    long rows = 0;
    for (int kind = 0; kind < counts.length; kind++) {
      rows += counts[kind];
      if (counts.length <= MOST_LINES) {
        lines.add(
            new Draws.Line(
                candidate.truth().text(kind),
                candidate.text(kind),
                baseline.text(kind),
                counts[kind]));
      }
    }
    return new Drawing(bootstrap, seed, "rows, as counts of a table", rows, lines);
  }

  /**
   * What a report says of it.
   *
   * @param margin of the claim
   * @param level of the claim's bounds, two-sided
   * @param fine whether single draws and the table are told, too
   */
  Draws draws(double margin, double level, boolean fine) {
    int defined = bootstrap.defined();
    Set<Integer> ranks = fine ? ranks(level) : Set.of();
    return new Draws(
        Bca.GENERATOR,
        seed,
        unit,
        units,
        defined,
        bootstrap.below(),
        bootstrap.below(-margin),
        bootstrap.below(0),
        bootstrap.acceleration(),
        ranks.stream().map(rank -> new Draws.Ranked(rank, bootstrap.ranked(rank))).toList(),
        fine ? table : List.of());
  }

  private Set<Integer> ranks(double level) {
    Set<Integer> ranks = new TreeSet<>(bootstrap.ranks(level));
    ranks.addAll(bootstrap.ranks(Metric.CONFIDENCE));
    for (int share = 0; share <= PERCENTILES; share++) {
      ranks.add(1 + (int) ((long) (bootstrap.defined() - 1) * share / PERCENTILES));
    }
    return ranks;
  }
}
