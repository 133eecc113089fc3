package dev.mlbox.core.measure;

import dev.mlbox.core.stats.RadixOrder;
import dev.mlbox.core.stats.RocAuc;
import org.jspecify.annotations.Nullable;

/**
 * What several metrics of the same answers, and every draw of a bootstrap, rest on: found when
 * first asked for. For several threads.
 */
final class Shared {
  private final Answers answers;
  private @Nullable RadixOrder order;
  private @Nullable RocAuc area;
  private @Nullable Confusion counts;

  Shared(Answers answers) {
    this.answers = answers;
  }

  synchronized void forgetOrder() {
    order = null;
  }

  synchronized RadixOrder order() {
    RadixOrder known = order;
    if (known == null) {
      known = RadixOrder.ascending(answers.positiveScores());
      order = known;
    }
    return known;
  }

  synchronized RocAuc area() {
    RocAuc known = area;
    if (known == null) {
      boolean[] positive = new boolean[answers.rows()];
      for (int row = 0; row < positive.length; row++) {
        positive[row] = answers.truth().isPositive(row);
      }
      known = RocAuc.of(positive, order());
      area = known;
    }
    return known;
  }

  synchronized Confusion counts() {
    Confusion known = counts;
    if (known == null) {
      known = Confusion.of(answers, answers.summed(Tally.EACH).orElse(null));
      counts = known;
    }
    return known;
  }
}
