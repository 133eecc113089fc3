package dev.mlbox.core.portrait;

import java.util.ArrayList;
import java.util.List;

/**
 * What a classifier of two classes finds at each threshold: the points of its ROC curve and of its
 * precision-recall curve alike.
 *
 * @param positives rows of the positive class
 * @param negatives the others
 * @param points from the strictest threshold, which calls nothing positive, to the one that calls
 *     everything; at most about {@value #MOST}
 */
public record RankCurve(long positives, long negatives, List<Point> points) {
  /** Each point is this far from the one before along one axis of the ROC curve. */
  private static final double STEP = 0.01;

  static final int MOST = 250;

  public RankCurve {
    points = List.copyOf(points);
  }

  /**
   * One threshold.
   *
   * @param score the lowest that is called positive, about
   * @param truePositives rows called positive that are
   * @param falsePositives rows called positive that are not
   */
  public record Point(double score, long truePositives, long falsePositives) {}

  static RankCurve of(ScoreCounts counts) {
    long positives = 0;
    long negatives = 0;
    for (int bucket = 0; bucket < counts.buckets(); bucket++) {
      positives += counts.hits(bucket);
      negatives += counts.misses(bucket);
    }
    List<Point> points = new ArrayList<>();
    Point last = new Point(Double.POSITIVE_INFINITY, 0, 0);
    points.add(last);
    long hits = 0;
    long misses = 0;
    for (int bucket = counts.buckets() - 1; bucket >= 0; bucket--) {
      if (counts.hits(bucket) + counts.misses(bucket) == 0) {
        continue;
      }
      hits += counts.hits(bucket);
      misses += counts.misses(bucket);
      boolean end = hits == positives && misses == negatives;
      double right = (double) (misses - last.falsePositives()) / Math.max(1, negatives);
      double up = (double) (hits - last.truePositives()) / Math.max(1, positives);
      // The first rows decide the left end of the precision-recall curve.
      boolean doubled = hits + misses >= 2 * (last.truePositives() + last.falsePositives());
      if (end || right >= STEP || up >= STEP || doubled) {
        last = new Point(counts.score(bucket), hits, misses);
        points.add(last);
      }
    }
    return new RankCurve(positives, negatives, points);
  }
}
