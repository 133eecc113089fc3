package dev.mlbox.core.measure;

import dev.mlbox.core.table.Column;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How often recent requests are of each slice, as weights of the rows that a model is judged on:
 * post-stratification (Holt and Smith, 1979, Journal of the Royal Statistical Society A 142:33).
 * The mix is taken as known, the rows as a sample.
 *
 * @param by the column that cuts both
 * @param requests how many
 * @param covered the share of them in slices that the rows have
 * @param weights of the rows; those of a slice count together as much as the requests of it
 */
public record LiveMix(String by, long requests, double covered, RowWeights weights) {

  /**
   * Weighs rows like requests; empty when no request is of a slice that the rows have.
   *
   * @param rows how the rows are cut by columns
   * @param requests how the requests are cut by the same
   */
  public static Optional<LiveMix> of(Slicing rows, Slicing requests) {
    Map<String, Integer> asked = new HashMap<>();
    requests.slices().forEach(slice -> asked.put(slice.value(), slice.rows().length));
    long total = asked.values().stream().mapToLong(Integer::longValue).sum();
    int count = rows.slices().stream().mapToInt(slice -> slice.rows().length).sum();
    double[] weights = new double[count];
    long covered = 0;
    for (Slice slice : rows.slices()) {
      int live = slice.rows().length == 0 ? 0 : asked.getOrDefault(slice.value(), 0);
      covered += live;
      for (int row : slice.rows()) {
        weights[row] = (double) live / slice.rows().length;
      }
    }
    if (covered == 0) {
      return Optional.empty();
    }
    // Weights of 1 on average, so that a total weight is still a number of rows.
    double scale = (double) count / covered;
    Arrays.setAll(weights, row -> weights[row] * scale);
    return Optional.of(
        new LiveMix(
            rows.text(),
            total,
            (double) covered / total,
            RowWeights.of("live mix", rows.text(), new Column.Real(weights))));
  }

  /** Metrics as the requests would have them. */
  public Map<String, Measured> measure(Answers answers) {
    Answers mixed = answers.mixed(weights);
    Map<String, Measured> metrics = new TreeMap<>();
    for (Metric metric : Metrics.of(answers)) {
      metrics.put(metric.name(), metric.measure(mixed));
    }
    return metrics;
  }
}
