package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Influence;
import java.io.Serializable;
import java.util.List;

/**
 * What the order of the scores says of some rows, each of which counts once.
 *
 * @param area under the ROC curve, with DeLong's variance; NaN and null where a class has no row or
 *     one
 * @param precision average precision
 */
record RankSums(Estimated area, Estimated precision) implements Serializable {
  static final Summary<RankSums> EACH = RankSums::of;

  /** A value and its variance, as far as there are any. */
  record Estimated(double value, Influence influence) implements Serializable {}

  private static List<RankSums> of(Answers answers, Parts parts) {
    return RankPass.sums(answers, parts);
  }
}
