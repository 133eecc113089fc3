package dev.mlbox.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OccurrencesTest {

  @Test
  void countsAsAMapDoesInTwoHalves() {
    Random random = new Random(1);
    Map<Long, Integer> counts = new HashMap<>();
    Map<Long, Long> firsts = new HashMap<>();
    Occurrences one = new Occurrences();
    Occurrences other = new Occurrences();
    for (long row = 0; row < 20_000; row++) {
      long key = (long) (8e6 * Math.pow(random.nextDouble(), 4));
      counts.merge(key, 1, Integer::sum);
      firsts.putIfAbsent(key, row);
      (random.nextBoolean() ? one : other).add(key, 1, row);
    }
    one.add(other);

    counts.forEach(
        (key, count) -> {
          assertThat(one.count(key)).isEqualTo(count);
          assertThat(one.first(key)).isEqualTo(firsts.get(key));
        });
    assertThat(one.count(9_000_000)).isZero();
  }

  /** A task of Spark's sends them whole. */
  @Test
  void itIsAsLargeAsThereAreKindsOfRows() throws IOException {
    Occurrences met = new Occurrences();
    for (int row = 0; row < 100_000; row++) {
      met.add(8_000L * (row % 1_000) + row % 7, 1, row);
    }
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
      out.writeObject(met);
    }

    assertThat(sent.size()).isLessThan(400_000);
  }
}
