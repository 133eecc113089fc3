package dev.mlbox.core.gate;

import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.SampleSize;
import java.util.Map;

/** What the same rows say about the gain of one model over another; positive is better. */
interface PairedTest {
  /** The chance to decide that a stated number of rows gives. */
  double POWER = 0.8;

  /** The gain on these rows. */
  double gain();

  /** A two-sided interval of the gain. */
  Interval interval(double confidence);

  /** The p-value against "the gain is at least −margin": small when worse than the margin. */
  double pWorse(double margin);

  /** The variance that one row contributes: n times that of the gain. */
  double rowVariance();

  /** How the interval was found, in words. */
  String method();

  /** What interval and p-values come from, by textbook names. */
  Map<String, Double> statistics();

  /** Rows that would show that the gain is {@code distance} away from a bound. */
  default double rowsNeeded(double distance, double alpha) {
    return SampleSize.rows(rowVariance(), distance, alpha, POWER);
  }
}
