package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Slice;
import dev.mlbox.core.measure.Slicing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Both models' answers to the rows that one verdict is about.
 *
 * @param name of the slice; empty for all rows
 * @param candidate its answers
 * @param baseline the baseline's; null when there are none
 */
record Cut(String name, Answers candidate, @Nullable Answers baseline) {

  static List<Cut> whole(Answers candidate, @Nullable Answers baseline) {
    return List.of(new Cut("", candidate, baseline));
  }

  static List<Cut> of(Slicing slicing, Answers candidate, @Nullable Answers baseline) {
    return slicing.slices().stream().map(slice -> of(slice, candidate, baseline)).toList();
  }

  private static Cut of(Slice slice, Answers candidate, @Nullable Answers baseline) {
    return new Cut(slice.name(), candidate.of(slice), baseline == null ? null : baseline.of(slice));
  }

  int rows() {
    return candidate.rows();
  }

  boolean isSlice() {
    return !name.isEmpty();
  }
}
