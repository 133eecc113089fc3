package dev.mlbox.core.measure;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured on one slice.
 *
 * @param of the column or the predicate
 * @param value the column's value; empty for a predicate
 * @param rows how many there are
 * @param metrics by name
 */
public record SliceResult(String of, String value, long rows, Map<String, Measured> metrics) {

  public SliceResult {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }
}
