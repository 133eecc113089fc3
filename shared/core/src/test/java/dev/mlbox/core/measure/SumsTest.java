package dev.mlbox.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.stats.Influence;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.SkewedMean;
import dev.mlbox.core.table.Column;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of many parts in one pass say what the rows of each part say, one by one. */
class SumsTest {
  private static final int ROWS = 3_000;
  private static final Subject SUBJECT =
      new Subject(Digest.of("model"), Digest.of("data"), ROWS, Task.BINARY, "1", 1);

  /**
   * @param digits of scores; few of them make ties
   */
  private static Answers scored(int digits) {
    Random random = new Random(digits);
    long[] actual = new long[ROWS];
    long[] said = new long[ROWS];
    double[] scores = new double[ROWS];
    double steps = Math.pow(10, digits);
    for (int row = 0; row < ROWS; row++) {
      double chance = random.nextDouble();
      actual[row] = random.nextDouble() < chance ? 1 : 0;
      double score = Math.min(1, Math.max(0, chance + 0.2 * random.nextGaussian()));
      scores[row] = Math.round(score * steps) / steps;
      said[row] = scores[row] > 0.5 ? 1 : 0;
    }
    Predictions answers = new Predictions(new Column.Whole(said), List.of(), scores, 1);
    Truth truth = Truth.of("y", new Column.Whole(actual), List.of(answers), null);
    return Answers.of(truth, answers, "candidate");
  }

  private static Slicing by(String column, int values) {
    return new Slicing(
        column,
        Slicing.Kind.COLUMN,
        IntStream.range(0, values)
            .mapToObj(
                value ->
                    new Slice(
                        column,
                        "v" + value,
                        IntStream.range(0, ROWS)
                            .filter(row -> row * 7919 % values == value)
                            .toArray()))
            .toList());
  }

  private static Slicing every(int step) {
    int[] rows = IntStream.range(0, ROWS).filter(row -> row % step == 0).toArray();
    return new Slicing("every", Slicing.Kind.PREDICATE, List.of(new Slice("every", "", rows)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15})
  void slicesMeasuredTogetherAreAsMeasuredApart(int digits) {
    Answers answers = scored(digits);
    List<Slicing> slicings = List.of(by("a", 3), every(4), by("b", 40));
    Evaluation together = Evaluation.of(SUBJECT, answers, slicings, Map.of(), List.of());

    assertThat(together.slices()).hasSize(44);
    alike(together.metrics(), scored(digits));
    List<Slice> slices = slicings.stream().flatMap(each -> each.slices().stream()).toList();
    for (int i = 0; i < slices.size(); i++) {
      alike(together.slices().get(i).metrics(), scored(digits).at(slices.get(i).rows()));
    }
  }

  private static void alike(Map<String, Measured> together, Answers apart) {
    assertThat(together).hasSize(11);
    together.forEach(
        (name, measured) -> {
          Measured alone = Metrics.named(name).orElseThrow().measure(apart);
          assertThat(measured.undefined()).isEqualTo(alone.undefined());
          if (measured.isDefined()) {
            assertThat(measured.value()).isCloseTo(alone.value(), within(1e-13));
            close(measured.interval(), alone.interval());
          }
        });
  }

  private static void close(@Nullable Interval one, @Nullable Interval other) {
    if (one == null || other == null) {
      assertThat(one).isEqualTo(other);
      return;
    }
    assertThat(one.lower()).isCloseTo(other.lower(), within(1e-11));
    assertThat(one.upper()).isCloseTo(other.upper(), within(1e-11));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15})
  void areasAndPrecisionsHaveTheVarianceOfTheirInfluenceValues(int digits) {
    Answers answers = scored(digits);
    RankSums sums = answers.summed(RankSums.EACH);

    Metric area = Metrics.named("roc_auc").orElseThrow();
    assertThat(sums.area().value()).isCloseTo(answers.area().value(), within(1e-14));
    assertThat(sums.area().influence().variance())
        .isCloseTo(Influence.of(area.influence(answers)).variance(), within(1e-16));
    Metric precision = Metrics.named("average_precision").orElseThrow();
    assertThat(sums.precision().value())
        .isCloseTo(new EvenPrecision(answers).value(), within(1e-14));
    assertThat(sums.precision().influence().variance())
        .isCloseTo(Influence.of(precision.influence(answers)).variance(), within(1e-16));
  }

  @Test
  void anAverageHasTheIntervalOfItsInfluenceValues() {
    Answers answers = scored(15);
    for (String name : List.of("log_loss", "brier")) {
      Metric loss = Metrics.named(name).orElseThrow();
      Measured measured = loss.measure(answers);
      double value = loss.value(answers, row -> 1);
      assertThat(measured.value()).isCloseTo(value, within(1e-14));
      close(
          measured.interval(),
          SkewedMean.interval(value, loss.influence(answers), Metric.CONFIDENCE));
    }
  }

  @Test
  void sumsOfSlicesAreForgottenWhenTheyAreMeasured() {
    Answers answers = scored(15);
    Measured before = Metrics.named("log_loss").orElseThrow().measure(answers);
    Evaluation.of(SUBJECT, answers, List.of(by("a", 3)), Map.of(), List.of());

    close(Metrics.named("log_loss").orElseThrow().measure(answers).interval(), before.interval());
  }
}
