package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InfluenceTest {
  private static final double[] FIRST = {3, 1, 4, 1, 5, 9};
  private static final double[] SECOND = {2, 1, 5, 0, 3, 5};

  // Differences 1 0 -1 1 2 4, mean 7/6, squared deviations 14.8333 (by hand).
  @Test
  void isTheVarianceOfTheMeanOfTheDifferences() {
    Influence influence = Influence.ofDifference(FIRST, SECOND);

    assertThat(influence.variance()).isCloseTo((23 - 49 / 6.0) / 30, within(1e-12));
    assertThat(influence.units()).isEqualTo(6);
    assertThat(influence.standardError()).isCloseTo(Math.sqrt(influence.variance()), within(1e-15));
  }

  // Group sums of deviations: 1 - 14/6, 0 - 14/6, 6 - 14/6 (by hand).
  @Test
  void sumsOverGroupsOfRowsThatDependOnEachOther() {
    Influence influence = Influence.ofDifference(FIRST, SECOND, new int[] {0, 0, 3, 3, 5, 5});

    double squares =
        Math.pow(1 - 14 / 6.0, 2) + Math.pow(0 - 14 / 6.0, 2) + Math.pow(6 - 14 / 6.0, 2);
    assertThat(influence.variance()).isCloseTo(squares * 3 / 2 / 36, within(1e-12));
    assertThat(influence.units()).isEqualTo(3);
  }

  @Property(tries = 200)
  void groupsOfOneRowAreRows(
      @ForAll @Size(min = 2, max = 40) List<@IntRange(min = -9, max = 9) Integer> eighths) {
    double[] values = eighths.stream().mapToDouble(eighth -> eighth / 8.0).toArray();
    int[] groups = IntStream.range(0, values.length).toArray();

    assertThat(Influence.of(values, groups).variance())
        .isCloseTo(Influence.of(values).variance(), within(1e-9));
  }

  @Test
  void rowsThatAreCopiesOfEachOtherAddNothing() {
    double[] once = {1, 5, 2, 8};
    double[] twice = {1, 1, 5, 5, 2, 2, 8, 8};

    assertThat(Influence.of(twice, new int[] {0, 0, 1, 1, 2, 2, 3, 3}).variance())
        .isCloseTo(Influence.of(once).variance(), within(1e-12));
  }

  @Test
  void intervalIsNormal() {
    Interval interval = new Influence(0.25, 100).interval(1, 0.95);

    assertThat(interval.lower()).isCloseTo(1 - 0.979981992270027, within(1e-12));
    assertThat(interval.upper()).isCloseTo(1 + 0.979981992270027, within(1e-12));
  }

  @Test
  void saysWhatIsWrongWithItsArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Influence.of(new double[] {1}))
        .withMessage("a variance needs at least two independent units, but is 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Influence.of(new double[] {1, 2}, new int[] {1, 1}))
        .withMessage("a variance needs at least two independent units, but is 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Influence.of(new double[] {1, 2}, new int[] {1, 2}))
        .withMessage("a group must be from 0 to n - 1, but is 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Influence.ofDifference(FIRST, new double[2]))
        .withMessage("influence values differ in length: 6 and 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Influence.of(new double[] {1, Double.NaN}))
        .withMessage("variance must not be negative, but is NaN");
  }
}
