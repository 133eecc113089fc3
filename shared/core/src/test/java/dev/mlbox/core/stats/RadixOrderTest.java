package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RadixOrderTest {
  private static int[] stableOrder(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> values[row] + 0.0))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Property
  void ordersLikeAStableSort(@ForAll @Size(max = 60) double[] values) {
    assertThat(RadixOrder.ascending(values).toArray()).containsExactly(stableOrder(values));
  }

  @Property
  void keepsTheOrderOfTiedRows(
      @ForAll @Size(max = 60) List<@IntRange(min = -3, max = 3) Integer> values) {
    double[] tied = values.stream().mapToDouble(value -> value / 8.0).toArray();

    assertThat(RadixOrder.ascending(tied).toArray()).containsExactly(stableOrder(tied));
  }

  @Test
  void ordersManyRandomNumbers() {
    double[] values = new SplittableRandom(7).doubles(100_000, -1e3, 1e3).toArray();

    assertThat(RadixOrder.ascending(values).toArray()).containsExactly(stableOrder(values));
  }

  // Most scores alike, zeros among numbers near 1: parts of very unequal size, sorted in parallel.
  @Test
  void ordersManyNumbersOfWhichMostAreAlike() {
    SplittableRandom random = new SplittableRandom(7);
    double[] values =
        random
            .doubles(300_000)
            .map(u -> u < 0.8 ? 0 : u < 0.9 ? 1 - u * 1e-9 : u * 1e-300)
            .toArray();

    assertThat(RadixOrder.ascending(values).toArray()).containsExactly(stableOrder(values));
  }

  @Test
  void putsInfinitiesAtTheEndsAndTiesTheZeros() {
    double[] values = {
      0.0, Double.POSITIVE_INFINITY, -0.0, Double.NEGATIVE_INFINITY, -Double.MIN_VALUE
    };
    RadixOrder order = RadixOrder.ascending(values);

    assertThat(order.toArray()).containsExactly(3, 4, 0, 2, 1);
    assertThat(order.endOfTies(2)).isEqualTo(4);
    assertThat(order.endOfTies(4)).isEqualTo(5);
    assertThat(order.row(1)).isEqualTo(4);
    assertThat(order.size()).isEqualTo(5);
  }

  @Test
  void ordersNothing() {
    assertThat(RadixOrder.ascending(new double[0]).toArray()).isEmpty();
  }

  @Test
  void leavesTheValuesAsTheyAre() {
    double[] values = {2, 1};
    RadixOrder.ascending(values);

    assertThat(values).containsExactly(2, 1);
  }

  @Test
  void refusesNaN() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RadixOrder.ascending(new double[] {1, Double.NaN}))
        .withMessage("value 1 is not a number");
  }
}
