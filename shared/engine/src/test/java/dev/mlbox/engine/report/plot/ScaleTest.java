package dev.mlbox.engine.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void ticksAreRoundNumbers() {
    assertThat(Scale.unit().ticks(5)).containsExactly(0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0);
    assertThat(new Scale(0, 47).ticks(5)).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0);
  }

  @Property
  void ticksAreFewAndOnTheAxis(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double from,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double length,
      @ForAll @IntRange(min = 2, max = 10) int most) {
    Scale scale = new Scale(from, from + length);

    assertThat(scale.ticks(most)).hasSizeLessThanOrEqualTo(most + 1);
    assertThat(scale.ticks(most))
        .allSatisfy(tick -> assertThat(scale.at(tick)).isBetween(0.0, 100.0));
  }

  @Test
  void whatLiesOutsideIsPutOnTheEdge() {
    assertThat(Scale.unit().at(7)).isEqualTo(100);
    assertThat(Scale.unit().at(-7)).isZero();
  }

  @Test
  void anAxisHasALength() {
    assertThatThrownBy(() -> new Scale(1, 1)).hasMessage("no axis goes from 1.0 to 1.0");
    assertThat(Scale.around(3, 3, Double.NaN).to()).isGreaterThan(3);
    assertThat(Scale.around()).isEqualTo(Scale.unit());
  }
}
