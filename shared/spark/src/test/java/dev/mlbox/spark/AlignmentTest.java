package dev.mlbox.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parts of 8,192 rows, counted from each 50,000th. */
class AlignmentTest {
  private static final Alignment ROWS = new Alignment(120_000);

  @Test
  void leavesWholePartsAsTheyAre() {
    assertThat(ROWS.around(0, 8_192)).isEqualTo(new Alignment.Filled(0, 8_192, 0));
    assertThat(ROWS.around(50_000, 50_000)).isEqualTo(new Alignment.Filled(0, 50_000, 0));
  }

  @Test
  void fillsUpToTheBeginningAndTheEndOfAPart() {
    assertThat(ROWS.around(8_200, 10)).isEqualTo(new Alignment.Filled(8, 10, 8_174));
    assertThat(ROWS.around(8_190, 4)).isEqualTo(new Alignment.Filled(8_190, 4, 8_190));
  }

  @Test
  void goesNoFurtherThanABlockOrTheRows() {
    assertThat(ROWS.around(49_990, 10)).isEqualTo(new Alignment.Filled(838, 10, 0));
    assertThat(ROWS.around(119_000, 10)).isEqualTo(new Alignment.Filled(2_616, 10, 990));
  }

  @Test
  void standsInWithCopiesAndDropsTheirAnswers() {
    Alignment.Filled filled = new Alignment.Filled(2, 2, 1);
    Table rows =
        new Table(
            Map.of(
                "a", new Column.Whole(new long[] {7, 8}),
                "b", new Column.Real(new double[] {0.5, 1.5}),
                "c", new Column.Text(new String[] {"x", "y"})),
            2);

    Table all = filled.fill(rows);

    assertThat(((Column.Whole) all.column("a").orElseThrow()).values())
        .containsExactly(7, 7, 7, 8, 7);
    assertThat(((Column.Real) all.column("b").orElseThrow()).values())
        .containsExactly(0.5, 0.5, 0.5, 1.5, 0.5);
    assertThat(((Column.Text) all.column("c").orElseThrow()).values())
        .containsExactly("x", "x", "x", "y", "x");
    Predictions own =
        filled.own(
            new Predictions(
                all.column("a").orElseThrow(), List.of(), new double[] {1, 2, 3, 4, 5}, 1));
    assertThat(((Column.Whole) own.values()).values()).containsExactly(7, 8);
    assertThat(own.probabilities()).containsExactly(3, 4);
  }
}
