package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupedInfluenceTest {
  private static final double MARGIN = 0.02;

  @Test
  void groupsOfOneSizeAreAsManyAsTheyAre() {
    double[] values = {1, 2, 5, 3, 0, 4, 9, 8};
    int[] groups = {0, 0, 1, 1, 2, 2, 3, 3};

    GroupedInfluence grouped = GroupedInfluence.of(values, groups, 4);

    assertThat(grouped.degrees()).isCloseTo(3, within(1e-9));
    assertThat(grouped.variance())
        .isCloseTo(Influence.of(values, groups).variance(), within(1e-12));
  }

  @Test
  void groupsOfOneRowAreRows() {
    double[] values = {1, 2, 5, 3, 0};

    GroupedInfluence grouped = GroupedInfluence.of(values, new int[] {0, 1, 2, 3, 4}, 5);

    assertThat(grouped.degrees()).isCloseTo(4, within(1e-9));
    assertThat(grouped.variance()).isCloseTo(Influence.of(values).variance(), within(1e-12));
  }

  // Shares 1/4, distances 3, −1, −1, −1: variance (9 + 3)/16/(3/4) = 1, third moment
  // (27 − 3)/4³/(3/4)³ = 24/27.
  @Test
  void theSkewnessIsThatOfEnlargedSums() {
    double[] values = {3, 3, -1, -1, -1, -1, -1, -1};

    GroupedInfluence grouped = GroupedInfluence.of(values, new int[] {0, 0, 1, 1, 2, 2, 3, 3}, 4);

    assertThat(grouped.variance()).isCloseTo(1, within(1e-12));
    assertThat(grouped.skewness()).isCloseTo(24 / 27.0, within(1e-12));
  }

  @Test
  void aGroupWithMostRowsIsLittleMoreThanOne() {
    double[] values = new double[1_000];
    int[] groups = new int[1_000];
    Random random = new Random(1);
    for (int row = 0; row < values.length; row++) {
      values[row] = random.nextGaussian();
      groups[row] = row < 900 ? 0 : 1 + (row - 900) / 10;
    }

    assertThat(GroupedInfluence.of(values, groups, 11).degrees()).isBetween(1.0, 1.3);
  }

  /** How often a loss of the margin was ruled out before, in percent: in comments. */
  @ParameterizedTest
  @CsvSource({
    "200, 200, 4", // 5.3
    "800, 50, 4", // 28.6
    "900, 10, 10", // 41.2
    "500, 25, 20", // 16.6
  })
  void aLossOfTheMarginIsRuledOutRarely(int largest, int others, int count) {
    Random random = new Random(5);
    int groups = count + 1;
    int rows = largest + others * count;
    int ruledOut = 0;
    int proven = 0;
    for (int run = 0; run < 1_000; run++) {
      double[] values = new double[rows];
      int[] group = new int[rows];
      double[] moods = random.doubles(groups, 0, 1).map(Normal::quantile).toArray();
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        group[row] = row < largest ? 0 : 1 + (row - largest) / others;
        values[row] = -MARGIN + 0.03 * moods[group[row]] + 0.2 * random.nextGaussian();
        sum += values[row];
      }
      GroupedInfluence grouped = GroupedInfluence.of(values, group, groups);
      double reach = StudentT.twoSided(0.9, grouped.degrees()) * grouped.standardError();
      ruledOut += sum / rows - reach >= -MARGIN ? 1 : 0;
      proven += sum / rows + reach < -MARGIN ? 1 : 0;
    }
    // 5.8 % in 4,000 runs of the worst of these, and two standard errors
    assertThat(ruledOut / 1_000.0).isLessThan(0.075);
    assertThat(proven / 1_000.0).isLessThan(0.075);
  }
}
