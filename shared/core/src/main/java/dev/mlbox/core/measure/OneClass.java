package dev.mlbox.core.measure;

import dev.mlbox.core.stats.BinomialInterval;
import dev.mlbox.core.stats.Interval;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recall, precision, F1 or Jaccard index of one class: the positive one, or one by name. */
final class OneClass implements Formula {
  private final ClassRatio ratio;
  private final @Nullable String name;

  /**
   * @param name of the class; null for the positive one
   */
  OneClass(ClassRatio ratio, @Nullable String name) {
    this.ratio = ratio;
    this.name = name;
  }

  private int code(Truth truth) {
    return name == null ? truth.positive() : truth.classes().indexOf(name);
  }

  @Override
  public double value(Answers answers, Weights weights) {
    return ratio.value(Confusion.of(answers, weights), code(answers.truth()));
  }

  @Override
  public double[] influence(Answers answers) {
    Confusion counts = Confusion.of(answers, answers.weights());
    int code = code(answers.truth());
    double[] influence = new double[answers.rows()];
    for (int row = 0; row < influence.length; row++) {
      double gain = ratio.gain(counts, code, answers.truth().code(row), answers.code(row));
      influence[row] = influence.length * answers.weight(row) * gain;
    }
    return influence;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    Truth truth = answers.truth();
    int code = code(truth);
    if (code < 0) {
      return Optional.of(
          "there is no class %s, only %s".formatted(name, String.join(", ", truth.classes())));
    }
    boolean none = ratio != ClassRatio.PRECISION && truth.rowsOf(code) == 0;
    return none
        ? Optional.of(
            "no row is of %s %s"
                .formatted(
                    name == null ? "the positive class" : "class", truth.classes().get(code)))
        : Optional.empty();
  }

  /** 0 by convention when nothing is divided by nothing; 1 when no row could be called wrongly. */
  @Override
  public Optional<String> convention(Answers answers) {
    int code = code(answers.truth());
    if (ratio == ClassRatio.PRECISION && answers.truth().oneClass().isPresent()) {
      return answers.truth().oneClass();
    }
    return ratio == ClassRatio.PRECISION && answers.rowsCalled(code) == 0
        ? Optional.of("no row is called %s".formatted(answers.truth().classes().get(code)))
        : Optional.empty();
  }

  /**
   * Wilson's, given how many rows the class is about; F1 is 2J/(1 + J) of the Jaccard index J, the
   * share of right rows among those that are of the class or are called so.
   */
  @Override
  public Optional<Interval> interval(Answers answers, double value, double confidence) {
    Confusion counts = Confusion.of(answers, Weights.EVEN);
    int code = code(answers.truth());
    double right = counts.right()[code];
    double actual = counts.actual()[code];
    double predicted = counts.predicted()[code];
    double trials =
        switch (ratio) {
          case RECALL -> actual;
          case PRECISION -> predicted;
          case F1, JACCARD -> actual + predicted - right;
        };
    if (trials == 0) {
      return Optional.of(new Interval(0, 1));
    }
    Interval share = BinomialInterval.wilson((long) right, (long) trials, confidence);
    return Optional.of(
        ratio == ClassRatio.F1
            ? new Interval(
                2 * share.lower() / (1 + share.lower()), 2 * share.upper() / (1 + share.upper()))
            : share);
  }

  /** Rows that the ratio divides by; of F1 and Jaccard index the rarer kind of them. */
  @Override
  public long trials(Answers answers) {
    int code = code(answers.truth());
    long actual = answers.truth().rowsOf(code);
    long predicted = answers.rowsCalled(code);
    return Math.max(
        1,
        switch (ratio) {
          case RECALL -> actual;
          case PRECISION -> predicted;
          case F1, JACCARD -> Math.min(actual, predicted);
        });
  }

  @Override
  public Optional<Proportion> proportion(Answers answers) {
    int code = code(answers.truth());
    return ratio == ClassRatio.RECALL
        ? Optional.of(new Proportion(row -> answers.truth().code(row) == code, answers::isRight))
        : Optional.empty();
  }

  @Override
  public boolean restsOnTable(Task task) {
    return true;
  }
}
