package dev.mlbox.core.data;

import dev.mlbox.core.stats.ChiSquared;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far a column's distribution is from an earlier one: the population stability index {@code Σ(p
 * − q) ln(p/q)} over the earlier one's bins (Karakoulas, 2004; Siddiqi, 2006, Credit Risk
 * Scorecards: below 0.1 little, above 0.25 much), each share with half a row added so that an empty
 * bin has a logarithm. Chance alone makes it χ² × (1/n + 1/m) with one degree less than bins
 * (Yurdakul, 2018), so that of few rows only what is beyond that is told.
 *
 * @param column whose values
 * @param index the stability index, not negative
 * @param bin where the shares differ most, in words
 * @param before its share then
 * @param now its share now
 * @param grown the rows whose share has grown most
 */
public record Drift(
    String column, double index, String bin, double before, double now, RowCondition grown) {
  /** From here on a distribution is another one. */
  static final double MUCH = 0.25;

  /** Below this nobody needs to look. */
  static final double LITTLE = 0.1;

  private static final double CHANCE = 0.999;

  /** Columns with more values than this are names of rows, not properties. */
  private static final long MOST_VALUES = 1_000;

  /**
   * Compares two columns that were counted in the same bins; empty when they are alike, or cannot
   * be compared.
   */
  static Optional<Drift> between(ColumnProfile before, ColumnProfile now) {
    boolean names = before.bounds().isEmpty() && before.distinct() > MOST_VALUES;
    if (names || before.counts().size() != now.counts().size() || now.rows() == 0) {
      return Optional.empty();
    }
    int bins = before.counts().size();
    double index = 0;
    int most = 0;
    int grown = 0;
    double growth = Double.NEGATIVE_INFINITY;
    double[] gaps = new double[bins];
    int filled = 0;
    for (int bin = 0; bin < bins; bin++) {
      double p = share(before, bin);
      double q = share(now, bin);
      gaps[bin] = (q - p) * Math.log(q / p);
      index += gaps[bin];
      most = gaps[bin] > gaps[most] ? bin : most;
      grown = q - p > growth ? bin : grown;
      growth = Math.max(growth, q - p);
      filled += before.counts().get(bin) + now.counts().get(bin) > 0 ? 1 : 0;
    }
    double chance =
        filled < 2
            ? 0
            : ChiSquared.quantile(CHANCE, filled - 1) * (1.0 / before.rows() + 1.0 / now.rows());
    return index < Math.max(LITTLE, chance)
        ? Optional.empty()
        : Optional.of(
            new Drift(
                before.name(),
                index,
                bin(before, most),
                seen(before, most),
                seen(now, most),
                RowCondition.of(before, grown)));
  }

  /** Of every column that both have, the largest first. */
  public static List<Drift> between(DataProfile before, DataProfile now) {
    List<Drift> drifts = new ArrayList<>();
    for (ColumnProfile column : before.columns()) {
      now.column(column.name()).flatMap(later -> between(column, later)).ifPresent(drifts::add);
    }
    drifts.sort(Comparator.comparingDouble(Drift::index).reversed());
    return drifts;
  }

  private static double share(ColumnProfile column, int bin) {
    int bins = column.counts().size();
    return (column.counts().get(bin) + 0.5) / (column.rows() + 0.5 * bins);
  }

  private static double seen(ColumnProfile column, int bin) {
    return (double) column.counts().get(bin) / column.rows();
  }

  private static String bin(ColumnProfile column, int bin) {
    int named = column.bounds().size() + column.values().size();
    if (bin > named) {
      return "no value";
    }
    if (!column.values().isEmpty() || column.bounds().isEmpty()) {
      return bin < named ? column.values().get(bin) : "other values";
    }
    if (bin == 0) {
      return "up to " + number(column.bounds().get(0));
    }
    return bin == named
        ? "above " + number(column.bounds().get(named - 1))
        : "%s to %s"
            .formatted(number(column.bounds().get(bin - 1)), number(column.bounds().get(bin)));
  }

  private static String number(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e15
        ? Long.toString((long) bound)
        : Double.toString(bound);
  }

  /**
   * In words.
   *
   * @param whose after the column's name, such as {@code " of live.csv"}; may be empty
   * @param earlier what it is compared with, such as {@code the baseline's data}
   */
  Sighting sighting(String whose, String earlier) {
    String message =
        "column %s%s is unlike %s: stability index %s, %s now %s of rows, then %s"
            .formatted(
                column,
                whose,
                earlier,
                Shares.rough(index),
                bin,
                Shares.percent(now, 1),
                Shares.percent(before, 1));
    return new Sighting(
        new DataFinding(DataFinding.Kind.DRIFT, index >= MUCH, message, List.of()),
        RowSample.of(grown, column));
  }
}
