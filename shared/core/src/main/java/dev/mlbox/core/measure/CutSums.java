package dev.mlbox.core.measure;

import dev.mlbox.core.stats.CountedScores;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rows that are cut into parts say of one model or two, in sums: counts of kinds of rows, of
 * scores and of differences, and averages. Those of any rows can be added to those of any others;
 * the sums are the same, whoever has which rows.
 */
public final class CutSums implements Serializable {
  private static final long serialVersionUID = 1;

  private final Frame frame;
  private final int[] rows;
  private final int[] differing;
  private final int[] unlike;
  private final @Nullable KindCounts kinds;
  private final @Nullable AverageSums[][] averages;
  private final CalibrationBins[][][] bins;
  private final ScoreSums scores;

  /**
   * None yet.
   *
   * @param parts of the cut
   */
  public CutSums(Frame frame, int parts) {
    this.frame = frame;
    this.rows = new int[parts];
    this.differing = new int[parts];
    this.unlike = new int[parts];
    boolean ofClasses = frame.task().isOfClasses();
    this.kinds = ofClasses ? new KindCounts(frame.classes().size(), frame.models()) : null;
    List<Metric> metrics = frame.found();
    this.averages = new AverageSums[metrics.size()][frame.models()];
    this.bins = new CalibrationBins[metrics.size()][frame.models()][];
    for (int i = 0; i < metrics.size(); i++) {
      for (int model = 0; model < frame.models(); model++) {
        if (isSaid(metrics.get(i), model)) {
          prepare(metrics.get(i), i, model);
        }
      }
    }
    this.scores = new ScoreSums(frame, parts);
  }

  private void prepare(Metric metric, int place, int model) {
    CalibrationError calibration = metric.calibration();
    if (metric.averaged() != null) {
      averages[place][model] = AverageSums.none(rows.length, frame.near()[place][model]);
    } else if (calibration != null) {
      bins[place][model] = new CalibrationBins[rows.length];
      Arrays.setAll(bins[place][model], any -> calibration.none());
    }
  }

  private boolean isSaid(Metric metric, int model) {
    return metric.basis() != Basis.PROBABILITY || frame.said().get(model).probabilities();
  }

  /**
   * Adds rows.
   *
   * @param models what each answered
   * @param part of each row; −1 for none
   * @param first number of the first row among all
   */
  public void add(List<Answers> models, int[] part, long first) {
    Answers candidate = models.get(0);
    Answers baseline = models.size() > 1 ? models.get(1) : null;
    for (int row = 0; row < part.length; row++) {
      if (part[row] >= 0) {
        rows[part[row]]++;
        if (kinds != null) {
          kinds.add(part[row], models, row, first + row);
        }
        if (baseline != null) {
          differing[part[row]] += candidate.differs(baseline, row) ? 1 : 0;
          unlike[part[row]] += candidate.isUnlike(baseline, row) ? 1 : 0;
        }
      }
    }
    List<Metric> metrics = frame.found();
    for (int i = 0; i < metrics.size(); i++) {
      for (int model = 0; model < models.size(); model++) {
        average(metrics.get(i).averaged(), averages[i][model], models.get(model), part);
        calibrate(metrics.get(i).calibration(), bins[i][model], models.get(model), part);
      }
    }
    scores.add(models, part);
  }

  private static void average(
      @Nullable MeanFormula formula, @Nullable AverageSums sums, Answers answers, int[] part) {
    for (int row = 0; formula != null && sums != null && row < part.length; row++) {
      if (part[row] >= 0) {
        sums.add(part[row], formula.of(answers, row));
      }
    }
  }

  private static void calibrate(
      @Nullable CalibrationError formula,
      CalibrationBins @Nullable [] sums,
      Answers answers,
      int[] part) {
    for (int row = 0; formula != null && sums != null && row < part.length; row++) {
      if (part[row] >= 0) {
        formula.add(answers, row, sums[part[row]]);
      }
    }
  }

  /** Adds the sums of other rows. */
  public CutSums add(CutSums other) {
    for (int part = 0; part < rows.length; part++) {
      rows[part] = Math.addExact(rows[part], other.rows[part]);
      differing[part] += other.differing[part];
      unlike[part] += other.unlike[part];
    }
    if (kinds != null && other.kinds != null) {
      kinds.add(other.kinds);
    }
    for (int i = 0; i < averages.length; i++) {
      for (int model = 0; model < averages[i].length; model++) {
        AverageSums average = averages[i][model];
        AverageSums more = other.averages[i][model];
        if (average != null && more != null) {
          average.add(more);
        }
        for (int part = 0; bins[i][model] != null && part < rows.length; part++) {
          bins[i][model][part].add(other.bins[i][model][part]);
        }
      }
    }
    scores.add(other.scores);
    return this;
  }

  /** Nothing is added but the sums of other rows. */
  public CutSums settled() {
    scores.settle();
    return this;
  }

  /** Of each model, part and class how often each score occurs; empty once they are forgotten. */
  public CountedScores[][][] scores() {
    return scores.counted();
  }

  /** Finds what ranks say, for which scores need not be known any more. */
  public CutSums ranked() {
    scores.rank();
    return this;
  }

  Frame frame() {
    return frame;
  }

  ScoreSums ofScores() {
    return scores;
  }

  @Nullable KindCounts kinds() {
    return kinds;
  }

  @Nullable AverageSums average(int metric, int model) {
    return averages[metric][model];
  }

  CalibrationBins @Nullable [] bins(int metric, int model) {
    return bins[metric][model];
  }

  /** How many parts there are. */
  public int parts() {
    return rows.length;
  }

  /** How many rows a part has. */
  public int rows(int part) {
    return rows[part];
  }

  /** How many rows of a part have another class or number by the other model. */
  int differing(int part) {
    return differing[part];
  }

  /** How many rows of a part the other model answers otherwise, scores included. */
  int unlike(int part) {
    return unlike[part];
  }
}
