package dev.mlbox.core.measure;

import java.util.Optional;
import java.util.stream.IntStream;

/** Recall, precision, F1 or Jaccard index averaged over classes. */
final class ClassAverage implements Formula {
  private final ClassRatio ratio;
  private final Over over;

  ClassAverage(ClassRatio ratio, Over over) {
    this.ratio = ratio;
    this.over = over;
  }

  /** Which classes are averaged, and how. */
  enum Over {
    /** Those that occur as truth or as prediction, alike: scikit-learn's macro average. */
    PRESENT,
    /** Those with weight in the truth, alike: scikit-learn's balanced accuracy. */
    ACTUAL,
    /** Each by its weight in the truth: scikit-learn's weighted average. */
    PREVALENCE
  }

  @Override
  public double value(Answers answers, Weights weights) {
    Confusion counts = Confusion.of(answers, weights);
    double[] shares = shares(counts);
    double sum = 0;
    for (int code = 0; code < shares.length; code++) {
      sum += shares[code] == 0 ? 0 : shares[code] * ratio.value(counts, code);
    }
    return sum;
  }

  private double[] shares(Confusion counts) {
    int classes = counts.actual().length;
    if (over == Over.PREVALENCE) {
      double total = counts.total();
      return IntStream.range(0, classes).mapToDouble(k -> counts.actual()[k] / total).toArray();
    }
    boolean[] taken = new boolean[classes];
    int among = 0;
    for (int code = 0; code < classes; code++) {
      taken[code] = over == Over.PRESENT ? counts.present()[code] : counts.actual()[code] > 0;
      among += taken[code] ? 1 : 0;
    }
    double share = 1.0 / among;
    return IntStream.range(0, classes).mapToDouble(k -> taken[k] ? share : 0).toArray();
  }

  /** A row moves the ratios of its class and of the predicted one, and the shares of classes. */
  @Override
  public double[] influence(Answers answers) {
    Confusion counts = Confusion.of(answers, answers.weights());
    double[] shares = shares(counts);
    double average = value(answers, answers.weights());
    double[] influence = new double[answers.rows()];
    for (int row = 0; row < influence.length; row++) {
      int truth = answers.truth().code(row);
      int said = answers.code(row);
      double gain = shares[truth] * ratio.gain(counts, truth, truth, said);
      if (said != truth) {
        gain += shares[said] * ratio.gain(counts, said, truth, said);
      }
      if (over == Over.PREVALENCE) {
        gain += (ratio.value(counts, truth) - average) / counts.total();
      }
      influence[row] = influence.length * answers.weight(row) * gain;
    }
    return influence;
  }

  /** Those of the rarest class that a ratio divides by. */
  @Override
  public long trials(Answers answers) {
    if (over == Over.PREVALENCE) {
      return answers.rows();
    }
    return ratio == ClassRatio.RECALL
        ? answers.truth().rowsOfRarest()
        : Confusion.rowsOfRarest(answers);
  }

  @Override
  public boolean restsOnTable(Task task) {
    return true;
  }

  /** Over one class, it is that class's ratio, which tells nothing apart. */
  @Override
  public Optional<String> convention(Answers answers) {
    return over == Over.ACTUAL ? answers.truth().oneClass() : Optional.empty();
  }
}
