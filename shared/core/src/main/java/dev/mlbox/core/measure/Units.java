package dev.mlbox.core.measure;

import dev.mlbox.core.stats.GroupedInfluence;
import dev.mlbox.core.stats.Influence;
import dev.mlbox.core.stats.Normal;
import dev.mlbox.core.stats.StudentT;
import dev.mlbox.core.table.Column;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which rows belong together, so that only groups of them are independent of each other: all
 * requests of one customer, all runs of one item.
 *
 * @param column that says so; empty where each row is by itself
 * @param groups the group of each row, a number from 0; empty where each row is by itself
 * @param count how many groups there are
 */
public record Units(String column, int[] groups, int count) {
  /** Every row by itself. */
  public static final Units ROWS = new Units("", new int[0], 0);

  /**
   * Rows with equal values are one group.
   *
   * @param column its name
   * @param values one a row
   */
  public static Units of(String column, Column values) {
    Map<String, Integer> codes = new HashMap<>();
    int[] groups = new int[values.rows()];
    for (int row = 0; row < groups.length; row++) {
      groups[row] = codes.computeIfAbsent(values.text(row), any -> codes.size());
    }
    return new Units(column, groups, codes.size());
  }

  /** Whether several rows may belong together. */
  public boolean isGrouped() {
    return !column.isEmpty();
  }

  /** The same of some of the rows, groups counted anew. */
  Units at(int[] rows) {
    if (!isGrouped()) {
      return this;
    }
    int[] codes = new int[count];
    Arrays.fill(codes, -1);
    int[] some = new int[rows.length];
    int seen = 0;
    for (int i = 0; i < rows.length; i++) {
      int group = groups[rows[i]];
      if (codes[group] < 0) {
        codes[group] = seen++;
      }
      some[i] = codes[group];
    }
    return new Units(column, some, seen);
  }

  /** Why nothing can be said of the chance in these rows; empty if it can. */
  Optional<String> obstacle() {
    return isGrouped() && count < 2
        ? Optional.of("all rows are of one " + column)
        : Optional.empty();
  }

  /** The variance of a function of the rows by their influence values, when they are grouped. */
  public GroupedInfluence grouped(double[] values) {
    return GroupedInfluence.of(values, groups, count);
  }

  /**
   * The variance of a function of the rows for normal intervals; of grouped rows one whose width
   * shall be that of Student's t.
   */
  Influence widened(double[] values, double confidence) {
    if (!isGrouped()) {
      return Influence.of(values);
    }
    GroupedInfluence influence = grouped(values);
    double ratio =
        StudentT.twoSided(confidence, influence.degrees()) / Normal.quantile((1 + confidence) / 2);
    return new Influence(influence.variance() * ratio * ratio, count);
  }
}
