package dev.mlbox.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummableTest {
  private static boolean answersWithShares(double... answers) {
    Predictions like = Predictions.of(new Column.Real(answers));
    Column target = new Column.Whole(new long[] {0, 1});
    return Summable.answersWithShares(Truth.of("late", target, List.of(like), null), like);
  }

  /** Of some rows alone, 0.0 and 1.0 would be classes. */
  @Test
  void probabilitiesInPlaceOfClassesNeedAllRows() {
    assertThat(answersWithShares(0, 0.25, 1)).isTrue();
    assertThat(answersWithShares(0, 1)).isFalse();
  }
}
