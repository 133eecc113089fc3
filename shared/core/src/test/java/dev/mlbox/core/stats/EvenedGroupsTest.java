package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EvenedGroupsTest {

  /** By numpy, with the variance between groups, 9.014556, by halving. */
  @Test
  void groupsCountNearlyAlikeWhereTheyDiffer() {
    double[] values = {1, 2, 5, 3, 0, 4, 9, 8, 7, 6};
    int[] groups = {0, 0, 1, 1, 1, 1, 2, 2, 3, 3};

    GroupedInfluence grouped = GroupedInfluence.of(values, groups, 4);

    assertThat(grouped.shift()).isCloseTo(0.374476, within(1e-6));
    assertThat(grouped.evened().variance()).isCloseTo(2.556389, within(1e-6));
    assertThat(grouped.evened().degrees()).isCloseTo(2.998601, within(1e-6));
    assertThat(grouped.evened().skewness()).isCloseTo(0.062539, within(1e-6));
  }

  @Test
  void groupsOfOneSizeAreAlikeAlready() {
    double[] values = {1, 2, 5, 3, 0, 4, 9, 8};

    GroupedInfluence grouped = GroupedInfluence.of(values, new int[] {0, 0, 1, 1, 2, 2, 3, 3}, 4);

    assertThat(grouped.shift()).isCloseTo(0, within(1e-12));
    assertThat(grouped.evened().variance()).isCloseTo(grouped.variance(), within(1e-12));
    assertThat(grouped.evened().degrees()).isCloseTo(grouped.degrees(), within(1e-9));
  }

  @Test
  void groupsThatDifferNoMoreThanTheirRowsCountByTheirRows() {
    double[] values = {1, -1, 1, -1, 1, -1.2, 1, -1, 1};
    int[] groups = {0, 0, 1, 1, 1, 1, 2, 2, 2};

    GroupedInfluence grouped = GroupedInfluence.of(values, groups, 3);

    assertThat(grouped.shift()).isCloseTo(0, within(1e-12));
    assertThat(grouped.evened().variance()).isCloseTo(grouped.variance(), within(1e-12));
  }

  /**
   * Fifty large groups gain 1, fifty small ones lose 1: 0.8 by rows, 0 alike, with an error of
   * √(100 · 0.008²).
   */
  @Test
  void withManyGroupsItIsTheRowsThatCount() {
    int[] groups = new int[500];
    double[] values = new double[500];
    for (int row = 0; row < 500; row++) {
      groups[row] = row < 450 ? row / 9 : row - 400;
      values[row] = row < 450 ? 1 : -1;
    }

    assertThat(GroupedInfluence.of(values, groups, 100).shift()).isCloseTo(-0.08, within(1e-9));
  }

  /** One of twenty groups lost, and it is a small one. */
  @Test
  void aLossOfASmallGroupIsSeen() {
    int[] groups = new int[420];
    double[] values = new double[420];
    Arrays.setAll(groups, row -> row < 400 ? row / 40 : 10 + (row - 400) / 2);
    Arrays.setAll(values, row -> (row % 2 == 0 ? 0.01 : -0.01) - (groups[row] == 15 ? 1 : 0));

    GroupedInfluence grouped = GroupedInfluence.of(values, groups, 20);

    assertThat(SkewedMean.careful(-2 / 420.0, grouped, 0.9).lower()).isLessThan(-0.15);
    assertThat(SkewedMean.pBelow(-2 / 420.0, grouped, 0)).isGreaterThan(0.1);
  }
}
