package dev.mlbox.core.gate;

import dev.mlbox.core.measure.LiveMix;
import dev.mlbox.core.measure.LiveSlice;
import dev.mlbox.core.measure.LiveSpread;
import dev.mlbox.core.measure.LiveSpread.Cell;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.PostStratified;
import dev.mlbox.core.stats.RuleOfThree;
import dev.mlbox.core.stats.Stratum;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the slice that more rows are needed of, as it leaves most open.
 *
 * @param spread of what is judged
 * @param unit that is counted: rows, or groups of a column
 * @param confidence two-sided, of a claim
 * @param enough as many of a slice are judged as they are; infinite where no number is enough
 */
record Doubts(LiveSpread spread, String unit, double confidence, double enough) {
  /** The others leave so much more than they take, squared. */
  private static final double ROOM = 1.21;

  /** Fewer rows than this say nothing of a slice by themselves. */
  private static final double SOME = 30;

  /** Slices with fewer rows than are judged by themselves. */
  List<Cell> thin() {
    return spread.cells().stream().filter(cell -> cell.stratum().worth() < enough).toList();
  }

  /** How far thin slices, and requests that no row is like, may move an estimate. */
  Interval ofThin(double estimate) {
    List<Stratum> strata = new ArrayList<>(thin().stream().map(Cell::stratum).toList());
    if (spread.requests().worth() < enough) {
      strata.add(spread.requests());
    }
    return new PostStratified(estimate, strata, spread.unknown()).interval(confidence);
  }

  /**
   * The slice that leaves most open.
   *
   * @param cells among these
   * @param distance between the estimate and what it is held against, not negative
   * @param below whether the doubt is about values below the estimate
   */
  @Nullable Doubt most(List<Cell> cells, double distance, boolean below) {
    double unknown = below ? -spread.unknown().lower() : spread.unknown().upper();
    double squares = 0;
    double largest = 0;
    Cell worst = null;
    for (Cell cell : cells) {
      double reach = reach(cell, below);
      squares += reach * reach;
      if (reach > largest) {
        largest = reach;
        worst = cell;
      }
    }
    if (unknown > 0 && (unknown >= distance || unknown > largest)) {
      return missing(unknown, distance, squares);
    }
    double mixed = below ? spread.requests().down(confidence) : spread.requests().up(confidence);
    if (spread.requests().worth() < enough && mixed > largest) {
      double allowed = allowed(distance - unknown, mixed, squares);
      return ofRequests(
          distance > unknown
              ? counted(spread.requests().unitsFor(mixed, allowed, confidence))
              : null);
    }
    return worst == null ? null : doubt(worst, needed(worst, distance - unknown, largest, squares));
  }

  private double reach(Cell cell, boolean below) {
    return below ? cell.stratum().down(confidence) : cell.stratum().up(confidence);
  }

  private @Nullable Long needed(Cell worst, double left, double reach, double squares) {
    double allowed = allowed(left, reach, squares - reach * reach);
    return left > 0 ? counted(worst.stratum().unitsFor(reach, allowed, confidence)) : null;
  }

  /** With the others as they are or, if these leave too much open by themselves, as many more. */
  private static double allowed(double left, double reach, double rest) {
    return left * left > ROOM * rest
        ? Math.sqrt(left * left - rest)
        : reach * left / Math.sqrt(rest + reach * reach);
  }

  private @Nullable Long counted(double units) {
    double number = Math.min(enough, units);
    return number > PairedJudge.MOST_ROWS ? null : (long) Math.ceil(number);
  }

  private Doubt ofRequests(@Nullable Long needed) {
    long known = Math.round(spread.requests().worth());
    return new Doubt(spread.mix().by(), "", 0, 1, known, needed, Doubt.REQUESTS);
  }

  private Doubt doubt(Cell cell, @Nullable Long needed) {
    LiveMix mix = spread.mix();
    double share =
        mix.slices().stream()
            .filter(slice -> slice.rows() > 0 && cell.slices().contains(slice.name()))
            .mapToDouble(mix::share)
            .sum();
    String first = cell.slices().get(0);
    return new Doubt(mix.by(), first, cell.slices().size() - 1, share, cell.rows(), needed, unit);
  }

  /** All slices without rows; as many rows as would rule out what these may do. */
  private @Nullable Doubt missing(double unknown, double distance, double squares) {
    LiveMix mix = spread.mix();
    List<LiveSlice> missing =
        mix.slices().stream().filter(slice -> slice.rows() == 0 && slice.requests() > 0).toList();
    double allowed = allowed(distance, unknown, squares);
    Long needed =
        distance > 0
            ? counted(Math.max(SOME, new RuleOfThree(unknown, 1).trialsFor(allowed, confidence)))
            : null;
    return missing.isEmpty()
        ? null
        : new Doubt(
            mix.by(), missing.get(0).name(), missing.size() - 1, mix.uncovered(), 0, needed, unit);
  }
}
