package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Moments;
import java.util.Arrays;

/**
 * Rows with the same truth and the same two classes said, each kind once.
 *
 * @param truth what there can be
 * @param actual true class of each kind
 * @param first what the first model said
 * @param second what the second model said
 * @param counts how many rows are of each kind
 */
public record Kinds(Truth truth, int[] actual, int[] first, int[] second, int[] counts) {

  /** The first model's answers, one row for each kind. */
  public Answers candidate() {
    return plain(first);
  }

  /** The second model's. */
  public Answers baseline() {
    return plain(second);
  }

  private Answers plain(int[] said) {
    return Answers.ofKinds(truth.kinds(actual), said);
  }

  /**
   * How the influence of a difference spreads over the rows.
   *
   * @param slope what the second model's is multiplied by
   */
  public Moments influence(Metric metric, double slope) {
    double[] weights = Arrays.stream(counts).asDoubleStream().toArray();
    Truth weighted = truth.ofKinds(actual, weights);
    double[] one = metric.influence(Answers.ofKinds(weighted, first));
    double[] two = metric.influence(Answers.ofKinds(weighted, second));
    double rows = Arrays.stream(counts).asLongStream().sum();
    double[] moved = new double[counts.length];
    for (int kind = 0; kind < moved.length; kind++) {
      double share = rows / ((double) counts.length * counts[kind]);
      moved[kind] = metric.direction().gain((one[kind] - slope * two[kind]) * share);
    }
    return Moments.of(moved, counts);
  }
}
