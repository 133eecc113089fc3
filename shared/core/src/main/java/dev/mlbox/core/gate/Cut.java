package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.LiveMix;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.measure.Metric;
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
 * @param mix by which the rows are weighed; null where they count as they are
 */
record Cut(String name, Answers candidate, @Nullable Answers baseline, @Nullable LiveMix mix) {

  static List<Cut> whole(Answers candidate, @Nullable Answers baseline) {
    return List.of(new Cut("", candidate, baseline, null));
  }

  /** All rows, weighed like requests. */
  static Cut live(LiveMix mix, Answers candidate, @Nullable Answers baseline) {
    Answers other = baseline == null ? null : baseline.mixed(mix.weights());
    return new Cut("", candidate.mixed(mix.weights()), other, mix);
  }

  static List<Cut> of(Slicing slicing, Answers candidate, @Nullable Answers baseline) {
    return slicing.slices().stream().map(slice -> of(slice, candidate, baseline)).toList();
  }

  private static Cut of(Slice slice, Answers candidate, @Nullable Answers baseline) {
    Answers other = baseline == null ? null : baseline.of(slice);
    return new Cut(slice.name(), candidate.of(slice), other, null);
  }

  /** A metric of either's answers. */
  Measured measure(Metric metric, Answers answers) {
    return mix == null ? metric.measure(answers) : mix.measure(metric, answers);
  }

  int rows() {
    return candidate.rows();
  }

  boolean isSlice() {
    return !name.isEmpty();
  }
}
