package dev.mlbox.core.gate;

import dev.mlbox.core.measure.LiveMix;
import dev.mlbox.core.measure.LiveSlice;
import dev.mlbox.core.measure.LiveSpread;
import dev.mlbox.core.measure.LiveSpread.Cell;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.PostStratified;
import dev.mlbox.core.stats.Stratum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the slice that more rows are needed of, as it leaves most open.
 *
 * @param spread of what is judged
 * @param unit that is counted: rows, or groups of a column
 * @param confidence two-sided, of a claim
 */
record Doubts(LiveSpread spread, String unit, double confidence) {

  /** Slices with fewer rows than are judged by themselves. */
  List<Cell> thin(int minRows) {
    return spread.cells().stream().filter(cell -> cell.stratum().worth() < minRows).toList();
  }

  /** How far thin slices, and requests that no row is like, may move an estimate. */
  Interval ofThin(double estimate, int minRows) {
    List<Stratum> strata = thin(minRows).stream().map(Cell::stratum).toList();
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
    if (worst == null || unknown > largest) {
      return unknown > 0 ? missing() : null;
    }
    double left = distance - unknown;
    return doubt(worst, left > 0 ? needed(worst, left, largest, squares) : null);
  }

  private double reach(Cell cell, boolean below) {
    return below ? cell.stratum().down(confidence) : cell.stratum().up(confidence);
  }

  /** With the others as they are or, if these leave too much open by themselves, as many more. */
  private @Nullable Long needed(Cell worst, double left, double reach, double squares) {
    double rest = squares - reach * reach;
    double allowed =
        left * left > 1.21 * rest
            ? Math.sqrt(left * left - rest)
            : reach * left / Math.sqrt(squares);
    double units = worst.stratum().unitsFor(allowed, confidence);
    return units > PairedJudge.MOST_ROWS ? null : (long) units;
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

  private @Nullable Doubt missing() {
    LiveMix mix = spread.mix();
    List<LiveSlice> missing =
        mix.slices().stream().filter(slice -> slice.rows() == 0 && slice.requests() > 0).toList();
    return missing.isEmpty()
        ? null
        : new Doubt(
            mix.by(), missing.get(0).name(), missing.size() - 1, mix.uncovered(), 0, null, unit);
  }
}
