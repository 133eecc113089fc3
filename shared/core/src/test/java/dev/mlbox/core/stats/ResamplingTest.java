package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {
  // Kolmogorov's distance of 100,000 draws stays below 0.0062 with probability 0.999.
  @ParameterizedTest
  @CsvSource({"1, 0.3", "12, 0.01", "12, 0.97", "50, 0.5", "100000, 0.2", "20000000, 0.5"})
  void drawsBinomialNumbers(int n, double p) {
    SplittableRandom random = new SplittableRandom(11);
    int[] draws = new int[100_000];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = Resampling.binomial(random, n, p);
    }
    Arrays.sort(draws);
    BinomialDistribution expected = BinomialDistribution.of(n, p);

    for (int i = 500; i < draws.length; i += 1_000) {
      int last = i;
      while (last + 1 < draws.length && draws[last + 1] == draws[i]) {
        last++;
      }
      assertThat((last + 1.0) / draws.length)
          .isCloseTo(expected.cumulativeProbability(draws[i]), within(0.0062));
    }
  }

  @Property(tries = 300)
  void keepsTheNumberOfRows(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 30) Integer> cells,
      @ForAll long seed) {
    int[] table = cells.stream().mapToInt(Integer::intValue).toArray();
    int[] counts = new int[table.length];
    Resampling.ofTable(table).draw(new SplittableRandom(seed), counts);

    assertThat(Resampling.total(counts)).isEqualTo(Resampling.total(table));
    for (int cell = 0; cell < table.length; cell++) {
      assertThat(counts[cell] == 0 || table[cell] > 0).isTrue();
    }
  }

  @Test
  void drawsAsManyRowsAsThereAre() {
    int[] counts = new int[10];
    Arrays.fill(counts, 99);
    Resampling.ofRows(10).draw(new SplittableRandom(1), counts);

    assertThat(Arrays.stream(counts).sum()).isEqualTo(10);
  }
}
