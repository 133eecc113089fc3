package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.Moments;
import dev.mlbox.core.stats.RuleOfThree;
import dev.mlbox.core.stats.Stratum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows of the slices of a mix, by how much each of their independent units moves a number. Slices
 * with too few units for a variance of their own are looked at together where a unit of each counts
 * about as much: collapsed strata (Cochran, 1977, Sampling Techniques, sec. 5A.12), which makes the
 * variance no smaller. A slice that counts much by few rows stays by itself.
 */
final class LiveCells {
  /** Fewer units have no variance of their own. */
  private static final double THIN = 30;

  /** If fewer units differ from the usual one, their spread tells little. */
  private static final int FEW_UNLIKE = 10;

  private static final int MANY = 100_000;

  /** Relative to the most that a unit does. */
  private static final double ROUNDING = 1e-9;

  /** The same of scores, every one of which another training changes a little. */
  private static final double NOTABLE = 0.01;

  private final Metric metric;
  private final List<UnitSums> cells;
  private final List<UnitSums> slices;

  private final double total;
  private final Interval range;

  private LiveCells(Metric metric, List<UnitSums> cells, List<UnitSums> slices) {
    this.metric = metric;
    this.cells = cells;
    this.slices = slices;
    this.total = cells.stream().mapToDouble(UnitSums::total).sum();
    this.range = range(cells, total);
  }

  /**
   * Sums by units.
   *
   * @param mixed answers with the weights of the mix
   * @param influence of the number, one a row
   */
  static LiveCells of(LiveMix mix, Metric metric, Answers mixed, double[] influence) {
    Units units = units(metric, mixed);
    List<UnitSums> slices = new ArrayList<>();
    List<UnitSums> cells = new ArrayList<>();
    Map<Integer, List<UnitSums>> thin = new TreeMap<>();
    for (Slice slice : mix.strata()) {
      UnitSums sums = UnitSums.of(slice, units, mixed, influence);
      if (sums.total() == 0) {
        continue;
      }
      slices.add(sums);
      if (sums.worth() < THIN) {
        thin.computeIfAbsent(sums.magnitude(), any -> new ArrayList<>()).add(sums);
      } else {
        cells.add(sums);
      }
    }
    thin.values().forEach(alike -> cells.add(UnitSums.together(alike)));
    return new LiveCells(metric, cells, slices);
  }

  /** Rows of a query depend on each other, too. */
  private static Units units(Metric metric, Answers mixed) {
    Truth truth = mixed.truth();
    return !truth.units().isGrouped() && metric.basis() == Basis.ORDER
        ? truth.queries()
        : truth.units();
  }

  /**
   * What a share of 1 of the weight can move the number by: from one end of the metric to the other
   * or, where that is more, from the unit that lowers it most to the one that raises it most.
   *
   * @param value what it may at least be of a metric without ends
   */
  double most(double value) {
    double span = metric.most() - metric.least();
    return Math.max(seen(), Double.isInfinite(span) ? value : span);
  }

  private double seen() {
    return range.upper() - range.lower();
  }

  /** Of what each unit would move the number by if it were all that counts. */
  private static Interval range(List<UnitSums> cells, double total) {
    DoubleSummaryStatistics seen =
        cells.stream()
            .flatMapToDouble(cell -> Arrays.stream(cell.ofShare(total)))
            .summaryStatistics();
    return new Interval(seen.getMin(), seen.getMax());
  }

  /**
   * With what each leaves open.
   *
   * @param most that a share of 1 can move the number by
   * @param share whether the number is a share of units, each of which is right or wrong
   */
  List<LiveSpread.Cell> of(double most, boolean share) {
    // Once both kinds were seen, no unit can be beyond them.
    boolean closed = share && seen() >= (1 - ROUNDING) * most;
    double notable = (metric.basis() == Basis.SCORE ? NOTABLE : ROUNDING) * seen();
    return cells.stream()
        .map(
            cell ->
                new LiveSpread.Cell(
                    cell.slices(), cell.rows(), stratum(cell, most, notable, closed)))
        .toList();
  }

  /**
   * What so many requests leave open of the mix: how unlike slices are, Σ W(ȳ − ȳₕ)² over the
   * requests (Neyman, 1938, J. Am. Statist. Assoc. 33:101, double sampling for stratification).
   *
   * @param most that a share of 1 can move the number by
   */
  Stratum requests(LiveMix mix, double most) {
    Map<String, Long> asked = new HashMap<>();
    mix.slices().forEach(slice -> asked.put(slice.name(), slice.requests()));
    double[] values = new double[slices.size()];
    int[] times = new int[values.length];
    long requests = 0;
    for (int i = 0; i < values.length; i++) {
      UnitSums slice = slices.get(i);
      values[i] = Arrays.stream(slice.moved()).sum() * total / slice.total();
      times[i] = asked.getOrDefault(slice.slices().get(0), 0L).intValue();
      requests += times[i];
    }
    Interval ends = new Interval(-most, most);
    RuleOfThree unseen = new RuleOfThree(most, Math.max(1, requests));
    return new Stratum(Moments.of(values, times), unseen, false, ends);
  }

  private Stratum stratum(UnitSums cell, double most, double notable, boolean closed) {
    double part = cell.total() / total;
    double mean = Arrays.stream(cell.moved()).sum() / part;
    Interval ends =
        closed
            ? new Interval(
                part * Math.min(0, range.lower() - mean), part * Math.max(0, range.upper() - mean))
            : new Interval(-part * most, part * most);
    if (closed && isOfEnds(cell)) {
      double share = Math.max(0, Math.min(1, (mean - range.lower()) / seen()));
      return Stratum.ofShare(share, part * seen(), cell.influence(), cell.worth());
    }
    return new Stratum(
        Moments.of(flat(cell.influence(), ROUNDING * seen() * part)),
        new RuleOfThree(most * part, cell.worth()),
        isScarce(cell, total, notable),
        ends);
  }

  /** What rounding alone can have left counts as nothing. */
  private static double[] flat(double[] values, double rounding) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    return largest <= rounding ? new double[values.length] : values;
  }

  /** Whether each unit is right or wrong, and nothing between. */
  private boolean isOfEnds(UnitSums cell) {
    double rounding = ROUNDING * seen();
    return Arrays.stream(cell.ofShare(total))
        .allMatch(each -> each <= range.lower() + rounding || each >= range.upper() - rounding);
  }

  /** Of very many, what a few of them hide is less than any margin. */
  private static boolean isScarce(UnitSums cell, double total, double notable) {
    return cell.weights().length < MANY && unlike(cell.ofShare(total), notable) < FEW_UNLIKE;
  }

  private static long unlike(double[] values, double notable) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double usual = sorted[sorted.length / 2];
    return Arrays.stream(values).filter(value -> Math.abs(value - usual) > notable).count();
  }
}
