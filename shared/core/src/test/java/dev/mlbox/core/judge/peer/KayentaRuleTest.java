package dev.mlbox.core.judge.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KayentaRuleTest {
  private static final KayentaRule RULE = new KayentaRule(0.25);

  private static double[] shares(int count, double first, double stride) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = first + i * stride;
    }
    return values;
  }

  @Test
  void samplesFarApartAreHighAndTheSameAreNot() {
    double[] low = shares(10, 0.001, 0.0001);
    double[] high = shares(10, 0.2, 0.001);

    assertThat(RULE.isHigh(high, low)).isTrue();
    assertThat(RULE.isHigh(low, high)).isFalse();
    assertThat(RULE.isHigh(low, low.clone())).isFalse();
    assertThat(RULE.isHigh(new double[0], low)).isFalse();
  }

  @Test
  void samplesThatOverlapAreNot() {
    assertThat(RULE.isHigh(shares(10, 0.0102, 0.001), shares(10, 0.0100, 0.001))).isFalse();
  }
}
