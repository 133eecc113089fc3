package dev.mlbox.core.gate;

import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.SampleSize;
import java.util.Map;
import java.util.Optional;

/** What the same rows say about the gain of one model over another; positive is better. */
interface PairedTest {
  /** The chance to decide that a stated number of rows gives. */
  double POWER = 0.8;

  /** As many halve a level to less than any that matters. */
  int HALVINGS = 30;

  /** The gain on these rows. */
  double gain();

  /** A two-sided interval of the gain. */
  Interval interval(double confidence);

  /** The p-value against "the gain is at least −margin": small when worse than the margin. */
  double pWorse(double margin);

  /** The variance that one row, or group of them, contributes: n times that of the gain. */
  double rowVariance();

  /** How the interval was found, in words. */
  String method();

  /** What interval and p-values come from, by textbook names. */
  Map<String, Double> statistics();

  /**
   * The draws that intervals come from; empty where they come from none.
   *
   * @param margin of the claim
   * @param confidence of the claim's bounds, two-sided
   * @param fine whether single draws and the table are told, too
   */
  default Optional<Draws> draws(double margin, double confidence, boolean fine) {
    return Optional.empty();
  }

  /** The level at which the one-sided upper bound meets −margin, found by halving. */
  default double pByInterval(double margin) {
    double rejected = 0.5;
    double kept = 0;
    if (interval(1 - 2 * 0.499).upper() >= -margin) {
      return 1;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double level = (rejected + kept) / 2;
      if (interval(1 - 2 * level).upper() < -margin) {
        rejected = level;
      } else {
        kept = level;
      }
    }
    return rejected;
  }

  /** What {@link #rowsNeeded} counts, and how much of it there is. */
  default Counted counted(long rows) {
    return Counted.rows(rows);
  }

  /** So much that would show that the gain is {@code distance} away from a bound. */
  default double rowsNeeded(double distance, double alpha) {
    return SampleSize.rows(rowVariance(), distance, alpha, POWER);
  }
}
