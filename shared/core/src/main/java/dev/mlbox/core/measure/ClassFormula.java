package dev.mlbox.core.measure;

import dev.mlbox.core.stats.BinomialInterval;
import dev.mlbox.core.stats.Interval;
import java.util.Optional;
import java.util.stream.IntStream;

/** Recall, precision or F1 of the positive class, or averaged over classes. */
final class ClassFormula implements Formula {
  private final ClassRatio ratio;
  private final Over over;

  ClassFormula(ClassRatio ratio, Over over) {
    this.ratio = ratio;
    this.over = over;
  }

  /** Which classes are averaged. */
  enum Over {
    POSITIVE,
    /** Those that occur as truth or as prediction: scikit-learn's macro average. */
    PRESENT,
    /** Those with weight in the truth: scikit-learn's balanced accuracy. */
    ACTUAL
  }

  @Override
  public double value(Answers answers, Weights weights) {
    Confusion counts = Confusion.of(answers, weights);
    int[] codes = codes(answers, counts);
    double sum = 0;
    for (int code : codes) {
      sum += ratio.value(counts, code);
    }
    return sum / codes.length;
  }

  private int[] codes(Answers answers, Confusion counts) {
    int classes = counts.actual().length;
    return switch (over) {
      case POSITIVE -> new int[] {answers.truth().positive()};
      case PRESENT -> IntStream.range(0, classes).filter(k -> counts.present()[k]).toArray();
      case ACTUAL -> IntStream.range(0, classes).filter(k -> counts.actual()[k] > 0).toArray();
    };
  }

  @Override
  public double[] influence(Answers answers) {
    Confusion counts = Confusion.of(answers, Weights.EVEN);
    int[] codes = codes(answers, counts);
    double[] influence = new double[answers.rows()];
    for (int row = 0; row < influence.length; row++) {
      double gain = 0;
      for (int code : codes) {
        gain += ratio.gain(counts, code, answers.truth().code(row), answers.code(row));
      }
      influence[row] = gain * influence.length / codes.length;
    }
    return influence;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    Truth truth = answers.truth();
    boolean none =
        over == Over.POSITIVE
            && ratio != ClassRatio.PRECISION
            && IntStream.range(0, truth.rows()).noneMatch(truth::isPositive);
    return none
        ? Optional.of("no row is of the positive class " + truth.classes().get(truth.positive()))
        : Optional.empty();
  }

  @Override
  public Optional<Interval> interval(Answers answers, double value, double confidence) {
    if (over != Over.POSITIVE || ratio == ClassRatio.F1) {
      return Formula.super.interval(answers, value, confidence);
    }
    Confusion counts = Confusion.of(answers, Weights.EVEN);
    int code = answers.truth().positive();
    double trials = ratio == ClassRatio.RECALL ? counts.actual()[code] : counts.predicted()[code];
    return trials == 0
        ? Optional.empty()
        : Optional.of(
            BinomialInterval.wilson((long) counts.right()[code], (long) trials, confidence));
  }
}
