package dev.mlbox.core.portrait;

import dev.mlbox.core.stats.BinomialInterval;
import dev.mlbox.core.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows with similar probabilities, and how often what they promise is so.
 *
 * @param predicted mean probability
 * @param observed share of rows where it is so
 * @param interval of that share, Wilson's, 95 %
 * @param rows how many
 */
public record Reliability(double predicted, double observed, Interval interval, long rows) {
  private static final int BINS = 10;
  private static final double CONFIDENCE = 0.95;

  /** At most {@value #BINS} bins with about as many rows each, by rising probability. */
  static List<Reliability> of(ScoreCounts counts) {
    long all = 0;
    for (int bucket = 0; bucket < counts.buckets(); bucket++) {
      all += counts.hits(bucket) + counts.misses(bucket);
    }
    List<Reliability> bins = new ArrayList<>();
    long hits = 0;
    long rows = 0;
    long before = 0;
    double sum = 0;
    for (int bucket = 0; bucket < counts.buckets() && all > 0; bucket++) {
      hits += counts.hits(bucket);
      rows += counts.hits(bucket) + counts.misses(bucket);
      sum += counts.sum(bucket);
      boolean full = (before + rows) * BINS >= all * (bins.size() + 1);
      if (rows > 0 && full) {
        bins.add(bin(hits, rows, sum));
        before += rows;
        hits = 0;
        rows = 0;
        sum = 0;
      }
    }
    return List.copyOf(bins);
  }

  private static Reliability bin(long hits, long rows, double sum) {
    return new Reliability(
        sum / rows, (double) hits / rows, BinomialInterval.wilson(hits, rows, CONFIDENCE), rows);
  }
}
