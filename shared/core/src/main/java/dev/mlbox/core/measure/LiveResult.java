package dev.mlbox.core.measure;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What models would be worth on recent requests, as far as their mix of slices tells.
 *
 * @param source where the requests were found
 * @param by the column that cuts them and the rows
 * @param requests how many
 * @param covered the share of them in slices that the rows have
 * @param metrics of the candidate by name, with intervals of post-stratified estimates
 * @param baseline the same of what it is compared with; empty without one
 * @param slices of requests or rows, those of most requests first
 */
public record LiveResult(
    String source,
    String by,
    long requests,
    double covered,
    Map<String, Measured> metrics,
    Map<String, Measured> baseline,
    List<LiveSlice> slices) {

  public LiveResult {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    baseline = Collections.unmodifiableMap(new TreeMap<>(baseline));
    slices = List.copyOf(slices);
  }

  /** How many rows the slices have. */
  public long rows() {
    return slices.stream().mapToLong(LiveSlice::rows).sum();
  }

  /**
   * How unlike the mix of the rows is that of the requests: the share of either that would have to
   * be of another slice, from 0 to 1 (total variation distance).
   */
  public double distance() {
    double rows = rows();
    return slices.stream()
            .mapToDouble(
                slice -> Math.abs(slice.requests() / (double) requests - slice.rows() / rows))
            .sum()
        / 2;
  }
}
