package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {

  // By hand: mean 0, Σx² = 12, Σx³ = 24, Σx⁴ = 84 of 3, −1, −1, −1.
  @Test
  void areThoseOfFourNumbers() {
    Moments moments = Moments.of(new double[] {3, -1, -1, -1});

    assertThat(moments).isEqualTo(new Moments(4, 0, 12, 24, 84));
    assertThat(moments.skewness()).isCloseTo(6 / Math.pow(3, 1.5), within(1e-15));
    assertThat(moments.kurtosis()).isCloseTo(4 * 84 / 144.0, within(1e-15));
    assertThat(moments.standardError()).isCloseTo(1, within(1e-15));
  }

  @Test
  void addedUpInOnePassTheyAreTheSame() {
    Random random = new Random(1);
    double[] values = random.doubles(10_000).map(each -> 100 + Math.exp(3 * each)).toArray();
    MomentSums sums = new MomentSums(3, 103);
    for (int row = 0; row < values.length; row++) {
      sums.add(1 + row % 2, values[row]);
    }
    sums.addPart(1, 0);
    sums.addPart(2, 0);
    List<Moments> all = sums.moments();

    alike(all.get(0), Moments.of(values));
    for (int part = 0; part < 2; part++) {
      double[] some = new double[values.length / 2];
      int first = part;
      Arrays.setAll(some, i -> values[2 * i + first]);
      alike(all.get(1 + part), Moments.of(some));
    }
  }

  private static void alike(Moments one, Moments other) {
    assertThat(one.n()).isEqualTo(other.n());
    assertThat(one.mean() / other.mean()).isCloseTo(1, within(1e-14));
    assertThat(one.second() / other.second()).isCloseTo(1, within(1e-12));
    assertThat(one.third() / other.third()).isCloseTo(1, within(1e-12));
    assertThat(one.fourth() / other.fourth()).isCloseTo(1, within(1e-12));
  }

  @Test
  void equalValuesDoNotSpreadHoweverTheyAreRounded() {
    MomentSums sums = new MomentSums(1, 0.7);
    for (int row = 0; row < 1_000_000; row++) {
      sums.add(0, 0.1);
    }
    Moments moments = sums.moments().get(0);

    assertThat(moments.mean()).isCloseTo(0.1, within(1e-13));
    assertThat(moments.second()).isZero();
    assertThat(moments.degrees()).isEqualTo(999_999);
  }

  @Test
  void carefulBoundsAreTheLessFavourableOfTwo() {
    double[] lost = new double[200];
    for (int row = 0; row < lost.length; row++) {
      lost[row] = row < 10 ? -10 : 0.5;
    }
    Moments moments = Moments.of(lost);
    Interval careful = SkewedMean.careful(moments.mean(), moments, 0.9);
    double reach = StudentT.twoSided(0.9, moments.degrees()) * moments.standardError();

    // 1.3 times the skewness and two of its errors, to the left; t by the formula of Hall (1992).
    double gamma = (1.3 * moments.skewness() - 2 * Math.sqrt(6 / 200.0)) / Math.sqrt(200);
    double t = (moments.mean() - careful.lower()) / moments.standardError();
    assertThat(t + gamma * t * t / 3 + gamma * gamma * t * t * t / 27 + gamma / 6)
        .isCloseTo(reach / moments.standardError(), within(1e-9));
    assertThat(careful.lower()).isLessThan(moments.mean() - reach);
    assertThat(careful.upper()).isEqualTo(moments.mean() + reach);
    // A p-value of 5 % where the bound of a one-sided level of 5 % is.
    assertThat(SkewedMean.pBelow(moments.mean(), moments, careful.upper()))
        .isCloseTo(0.05, within(1e-9));
  }
}
