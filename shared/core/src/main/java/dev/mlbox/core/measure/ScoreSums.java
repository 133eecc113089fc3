package dev.mlbox.core.measure;

import dev.mlbox.core.stats.CountedScores;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often each score of two classes occurs, and what follows from that. The numbers of a
 * regression are counted too, where there is one part, for its histogram.
 */
final class ScoreSums implements Serializable {
  private static final long serialVersionUID = 1;

  private CountedScores[][][] counted;
  private final CountedScores @Nullable [] numbers;
  private final RankSums[][] ranks;
  private final double[][] largest;

  /** The histogram of each model's numbers. */
  private final Histogram[] histograms;

  ScoreSums(Frame frame, int parts) {
    int models = frame.models();
    this.counted = new CountedScores[models][][];
    this.ranks = new RankSums[models][parts];
    this.largest = new double[models][parts];
    this.histograms = new Histogram[models];
    boolean ofNumbers = frame.task() == Task.REGRESSION && parts == 1;
    this.numbers = ofNumbers ? new CountedScores[models] : null;
    for (int model = 0; model < models; model++) {
      boolean scored = frame.task() == Task.BINARY && frame.said().get(model).scores();
      counted[model] = new CountedScores[scored ? parts : 0][];
      for (int part = 0; part < counted[model].length; part++) {
        counted[model][part] = new CountedScores[] {new CountedScores(), new CountedScores()};
      }
      if (numbers != null) {
        numbers[model] = new CountedScores();
      }
    }
  }

  void add(List<Answers> models, int[] part) {
    for (int model = 0; model < models.size(); model++) {
      Answers answers = models.get(model);
      CountedScores[][] scores = counted[model];
      for (int row = 0; row < part.length && scores.length > 0; row++) {
        if (part[row] >= 0) {
          int code = answers.truth().isPositive(row) ? 1 : 0;
          scores[part[row]][code].add(answers.positiveScores()[row]);
        }
      }
      for (int row = 0; numbers != null && row < part.length; row++) {
        numbers[model].add(answers.number(row));
      }
    }
  }

  void settle() {
    for (CountedScores[][] model : counted) {
      for (CountedScores[] part : model) {
        part[0].settled();
        part[1].settled();
      }
    }
    for (int model = 0; numbers != null && model < numbers.length; model++) {
      numbers[model].settled();
    }
  }

  void add(ScoreSums other) {
    for (int model = 0; model < counted.length; model++) {
      for (int part = 0; part < counted[model].length; part++) {
        counted[model][part][0].add(other.counted[model][part][0]);
        counted[model][part][1].add(other.counted[model][part][1]);
      }
      if (numbers != null && other.numbers != null) {
        numbers[model].add(other.numbers[model]);
      }
    }
  }

  CountedScores[][][] counted() {
    return counted;
  }

  void rank() {
    for (int model = 0; model < counted.length; model++) {
      for (int part = 0; part < counted[model].length; part++) {
        CountedScores[] scores = counted[model][part];
        if (scores[0].rows() + scores[1].rows() > 0) {
          ranks[model][part] = new CountedGroups(scores[1], scores[0]).sums();
          largest[model][part] = Ranking.of(scores).largest();
        }
      }
      if (numbers != null) {
        histograms[model] = Histogram.of(numbers[model]);
        numbers[model] = new CountedScores();
      }
    }
    counted = new CountedScores[counted.length][0][];
  }

  @Nullable RankSums ranks(int model, int part) {
    return ranks[model][part];
  }

  /** The most that a row moves the area; 0 where there is none. */
  double largest(int model, int part) {
    return largest[model][part];
  }

  Histogram histogram(int model) {
    return histograms[model];
  }
}
