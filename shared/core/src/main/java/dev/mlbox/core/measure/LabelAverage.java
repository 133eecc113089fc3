package dev.mlbox.core.measure;

import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Recall, precision, F1 or Jaccard index of the labels of sets: averaged, or of one label. */
final class LabelAverage implements Formula {
  private final ClassRatio ratio;
  private final boolean byPrevalence;
  private final @Nullable String name;

  private LabelAverage(ClassRatio ratio, boolean byPrevalence, @Nullable String name) {
    this.ratio = ratio;
    this.byPrevalence = byPrevalence;
    this.name = name;
  }

  /** Of the labels that occur as truth or as answer, alike. */
  static Formula macro(ClassRatio ratio) {
    return new LabelAverage(ratio, false, null);
  }

  /** Of all labels, each by its weight in the truth. */
  static Formula weighted(ClassRatio ratio) {
    return new LabelAverage(ratio, true, null);
  }

  static Formula one(ClassRatio ratio, String name) {
    return new LabelAverage(ratio, false, name);
  }

  @Override
  public double value(Answers answers, Weights weights) {
    LabelCounts counts = LabelCounts.of(answers, weights);
    return value(counts, shares(answers, counts));
  }

  private double value(LabelCounts counts, double[] shares) {
    double sum = 0;
    for (int label = 0; label < shares.length; label++) {
      sum += shares[label] == 0 ? 0 : shares[label] * ratio.value(counts.ofLabel()[label]);
    }
    return sum;
  }

  private double[] shares(Answers answers, LabelCounts counts) {
    int labels = counts.ofLabel().length;
    if (byPrevalence) {
      double total = counts.together()[1];
      return IntStream.range(0, labels)
          .mapToDouble(label -> total == 0 ? 0 : counts.ofLabel()[label][1] / total)
          .toArray();
    }
    if (name != null) {
      int place = answers.truth().sets().labels().indexOf(name);
      return IntStream.range(0, labels).mapToDouble(label -> label == place ? 1 : 0).toArray();
    }
    double among = IntStream.range(0, labels).filter(label -> counts.present()[label]).count();
    return IntStream.range(0, labels)
        .mapToDouble(label -> counts.present()[label] ? 1 / among : 0)
        .toArray();
  }

  @Override
  public double[] influence(Answers answers) {
    LabelCounts counts = LabelCounts.of(answers, answers.weights());
    double[] shares = shares(answers, counts);
    double average = value(counts, shares);
    double total = counts.together()[1];
    double[] influence = new double[answers.rows()];
    for (int row = 0; row < influence.length; row++) {
      double gain = 0;
      for (int label = 0; label < shares.length; label++) {
        double[] more = LabelCounts.ofRow(answers, row, label);
        gain += shares[label] * ratio.growth(counts.ofLabel()[label], more);
        if (byPrevalence && total > 0) {
          gain += more[1] * (ratio.value(counts.ofLabel()[label]) - average) / total;
        }
      }
      influence[row] = influence.length * answers.weight(row) * gain;
    }
    return influence;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    LabelSets sets = answers.truth().sets();
    if (name == null) {
      return Optional.empty();
    }
    int place = sets.labels().indexOf(name);
    if (place < 0) {
      return Optional.of(
          "there is no label %s, only %s".formatted(name, String.join(", ", sets.labels())));
    }
    boolean none =
        ratio != ClassRatio.PRECISION
            && LabelCounts.of(answers, answers.weights()).ofLabel()[place][1] == 0;
    return none ? Optional.of("no row has the label " + name) : Optional.empty();
  }
}
