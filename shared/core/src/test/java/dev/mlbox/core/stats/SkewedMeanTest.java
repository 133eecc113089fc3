package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkewedMeanTest {

  // Four degrees of freedom, as there are no more than n − 1: t = 2.776445 of the tables.
  @Test
  void isStudentsIntervalOfSymmetricValues() {
    double[] values = {-3, -1, 0, 1, 3};

    Interval interval = SkewedMean.interval(10, values, 0.95);

    double error = Influence.of(values).standardError();
    assertThat(interval.lower()).isCloseTo(10 - 2.776445 * error, within(1e-6));
    assertThat(interval.upper()).isCloseTo(10 + 2.776445 * error, within(1e-6));
  }

  @Test
  void isTheNormalIntervalOfManyValuesWithoutTails() {
    double[] values = new double[100_000];
    for (int row = 0; row < values.length; row++) {
      values[row] = row % 2 == 0 ? -1 : 1;
    }
    Interval interval = SkewedMean.interval(0, values, 0.95);

    Interval normal = Influence.of(values).interval(0, 0.95);
    assertThat(interval.upper()).isCloseTo(normal.upper(), within(1e-6));
  }

  // Kurtosis 100: of a thousand rows, ten tell the variance; 2·1000/99 = 20 degrees of freedom.
  @Test
  void aFewLargeValuesAreAsUncertainAsFewRows() {
    double[] values = new double[1_000];
    for (int row = 0; row < 10; row++) {
      values[row] = row % 2 == 0 ? 1 : -1;
    }
    assertThat(Tails.degrees(values)).isCloseTo(2_000 / 99.0, within(1e-9));
  }

  // Variance 12/(4·3) of the mean, skewness 24/4/3^1.5, over √4: γ = 0.577350 (by hand); bounds
  // from
  // t + γt²/3 + γ²t³/27 + γ/6 = ±3.182446, Student's quantile of three degrees of freedom.
  @Test
  void reachesFurtherWhereTheLongTailIs() {
    Interval interval = SkewedMean.interval(0, new double[] {3, -1, -1, -1}, 0.95);

    double gamma = 24 / 4.0 / Math.pow(3, 1.5) / 2;
    assertThat(transformed(-interval.lower(), gamma)).isCloseTo(3.182446, within(1e-6));
    assertThat(transformed(-interval.upper(), gamma)).isCloseTo(-3.182446, within(1e-6));
    assertThat(interval.upper()).isGreaterThan(-interval.lower());
  }

  private static double transformed(double t, double gamma) {
    return t + gamma * t * t / 3 + gamma * gamma * t * t * t / 27 + gamma / 6;
  }

  @Test
  void coversTheMeanOfSkewedValuesMoreOftenThanTheNormalIntervalDoes() {
    SplittableRandom random = new SplittableRandom(3);
    int normal = 0;
    int skewed = 0;
    for (int sample = 0; sample < 2_000; sample++) {
      double[] values =
          DoubleStream.generate(() -> -Math.log(1 - random.nextDouble())).limit(30).toArray();
      double mean = DoubleStream.of(values).average().orElseThrow();
      normal += Influence.of(values).interval(mean, 0.95).contains(1) ? 1 : 0;
      skewed += SkewedMean.interval(mean, values, 0.95).contains(1) ? 1 : 0;
    }
    assertThat(skewed).isGreaterThan(normal).isBetween(1_850, 1_940);
  }

  /**
   * The bound is to be wrong in 5 % of samples; with the skewness that was seen alone it is in 6.
   */
  @Test
  void aBoundOnTheSideOfALongTailIsNotWrongTooOften() {
    Random random = new Random(5);
    int wrong = 0;
    for (int sample = 0; sample < 10_000; sample++) {
      double[] values = new double[200];
      for (int row = 0; row < values.length; row++) {
        values[row] = Math.exp(random.nextGaussian());
      }
      Moments moments = Moments.of(values);
      wrong += SkewedMean.careful(moments.mean(), moments, 0.9).upper() < Math.exp(0.5) ? 1 : 0;
    }
    assertThat(wrong).isBetween(400, 530);
  }

  /** As few of 200 rows tell two models apart, and Holm's correction asks for much confidence. */
  @ParameterizedTest
  @CsvSource({"3, 0.9", "10, 0.9", "10, 0.98", "10, 0.996", "20, 0.98", "20, 0.996"})
  void reckoningWithMoreSkewnessNarrowsNoBound(int rows, double confidence) {
    double[] lost = new double[200];
    for (int row = 0; row < rows; row++) {
      lost[row] = 1 + 0.1 * row;
    }
    Moments moments = Moments.of(lost);
    Interval seen = SkewedMean.interval(moments.mean(), moments, confidence);
    Interval careful = SkewedMean.careful(moments.mean(), moments, confidence);

    assertThat(careful.upper()).isGreaterThanOrEqualTo(seen.upper());
    assertThat(careful.lower()).isLessThanOrEqualTo(seen.lower());
    assertThat(SkewedMean.pBelow(moments.mean(), moments, careful.upper()))
        .isCloseTo((1 - confidence) / 2, within(1e-9));
  }
}
