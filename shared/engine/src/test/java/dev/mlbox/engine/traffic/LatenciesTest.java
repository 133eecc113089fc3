package dev.mlbox.engine.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenciesTest {
  private final Latencies latencies = new Latencies();

  @Test
  void isExactForShortOnes() {
    for (int micros = 1; micros <= 100; micros++) {
      latencies.add(micros);
    }
    assertThat(latencies.quantile(0.5)).isEqualTo(0.050);
    assertThat(latencies.quantile(0.99)).isEqualTo(0.099);
    assertThat(latencies.max()).isEqualTo(0.1);
  }

  @Test
  void isWithinOnePercentForAll() {
    for (int i = 1; i <= 10_000; i++) {
      latencies.add(i * 317L);
    }
    for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 0.999}) {
      double exact = Math.ceil(share * 10_000) * 317 / 1e3;
      assertThat(latencies.quantile(share)).isCloseTo(exact, within(exact * 0.01));
    }
    assertThat(latencies.quantile(1)).isCloseTo(latencies.max(), within(latencies.max() * 0.01));
  }

  @Test
  void holdsTheExtremes() {
    latencies.add(-5);
    latencies.add(Long.MAX_VALUE);
    assertThat(latencies.quantile(0.5)).isZero();
    assertThat(latencies.max()).isEqualTo(Long.MAX_VALUE / 1e3);
    assertThat(latencies.total()).isEqualTo(2);
  }
}
