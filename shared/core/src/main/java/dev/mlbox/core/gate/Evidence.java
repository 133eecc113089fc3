package dev.mlbox.core.gate;

import java.util.List;

/**
 * What a finding rests on.
 *
 * @param parts one for all rows, or one for each slice
 * @param first whether it passes only because there was nothing to compare with yet
 * @param identical whether the baseline answered every row alike
 */
public record Evidence(List<Part> parts, boolean first, boolean identical) {

  public Evidence {
    parts = List.copyOf(parts);
  }

  static Evidence none() {
    return new Evidence(List.of(), false, false);
  }

  static Evidence of(List<Part> parts) {
    return new Evidence(parts, false, false);
  }
}
