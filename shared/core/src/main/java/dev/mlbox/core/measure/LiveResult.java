package dev.mlbox.core.measure;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model would be worth on recent requests, as far as their mix of slices tells.
 *
 * @param source where the requests were found
 * @param by the column that cuts them and the rows
 * @param requests how many
 * @param covered the share of them in slices that the rows have
 * @param metrics by name, with intervals that take the mix as known
 */
public record LiveResult(
    String source, String by, long requests, double covered, Map<String, Measured> metrics) {

  public LiveResult {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }
}
