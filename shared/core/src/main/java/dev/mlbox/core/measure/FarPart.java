package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Moments;
import dev.mlbox.core.stats.PairedPlacements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is known, by sums, of a part of rows that are elsewhere.
 *
 * @param sums of the cut that it is a part of
 * @param part which one
 * @param model whose answers: 0 the candidate's, 1 the baseline's
 * @param rows says more of them when it is asked
 */
public record FarPart(CutSums sums, int part, int model, Rows rows) {
  /** As for rows that are here: a hundredth of the most that a row moves is notable. */
  private static final double NOTABLE = 0.01;

  /** All rows; for several threads. */
  public interface Rows {

    /** Has them looked at again. */
    PairSums pairs(CutSums sums, PairDemand demand);

    /** A model's answers to a slice of them. */
    Answers of(Slice slice, int model);
  }

  /** Answers that metrics can be found of, as far as sums tell them. */
  public Answers answers() {
    Frame frame = sums.frame();
    KindCounts counts = sums.kinds();
    Truth all = frame.truth();
    Truth truth = all.far(sums.rows(part), counts == null ? new int[0] : counts.ofTruth(part));
    Map<Summary<?>, Object> found = new HashMap<>();
    if (counts != null) {
      found.put(Tally.EACH, Tally.counted(all, counts.table(part, model)));
    }
    RankSums ranks = sums.ofScores().ranks(model, part);
    if (ranks != null) {
      found.put(RankSums.EACH, ranks);
    }
    average(found);
    return Answers.far(truth, frame.said().get(model), found, this);
  }

  /**
   * The rows themselves, where they were brought, with what is known of their averages: sums around
   * the same numbers as those of all parts.
   */
  public Answers brought(Answers rows) {
    Map<Summary<?>, Object> found = new HashMap<>();
    average(found);
    return rows.summed(found);
  }

  private void average(Map<Summary<?>, Object> found) {
    List<Metric> metrics = sums.frame().found();
    for (int i = 0; i < metrics.size(); i++) {
      MeanFormula averaged = metrics.get(i).averaged();
      AverageSums sum = sums.average(i, model);
      if (averaged != null && sum != null) {
        found.put(averaged.summary(), sum.moments().moments().get(part));
      }
      CalibrationError calibration = metrics.get(i).calibration();
      CalibrationBins[] bins = sums.bins(i, model);
      if (calibration != null && bins != null) {
        found.put(calibration.summary(), bins[part]);
      }
    }
  }

  Histogram histogram() {
    return sums.frame().task() == Task.REGRESSION
        ? sums.ofScores().histogram(model)
        : Histogram.ofCalled(answers());
  }

  private PairSums paired(Metric metric, double slope) {
    int parts = sums.parts();
    double[][] centres = new double[2][parts];
    double[][] scales = new double[2][parts];
    double[] notable = new double[parts];
    int place = sums.frame().metrics().indexOf(metric.name());
    for (int each = 0; each < parts; each++) {
      double largest = 0;
      for (int i = 0; i < 2; i++) {
        AverageSums average = metric.averaged() == null ? null : sums.average(place, i);
        if (average == null) {
          largest = Math.max(largest, sums.ofScores().largest(i, each));
        } else if (sums.rows(each) > 0) {
          centres[i][each] = average.mean(each);
          scales[i][each] = scale(metric, average.mean(each));
          largest = Math.max(largest, average.farthest(each) * scales[i][each]);
        }
      }
      notable[each] = NOTABLE * largest;
    }
    return rows.pairs(sums, new PairDemand(metric.name(), slope, centres, scales, notable));
  }

  /** How DeLong's components of both areas go together. */
  public PairedPlacements areas(Metric metric) {
    return paired(metric, 1).areas(part);
  }

  /** How the influence of a difference of averages spreads over the rows. */
  public Moments moved(Metric metric, double slope) {
    return metric.averaged() == null
        ? kinds().influence(metric, slope)
        : paired(metric, slope).moved(part);
  }

  /** The kinds of rows there are. */
  public Kinds kinds() {
    return Objects.requireNonNull(sums.kinds()).kinds(part, sums.frame().truth());
  }

  /** Rows with another class or number. */
  public int differing() {
    return sums.differing(part);
  }

  /** Rows with any other answer. */
  public int unlike() {
    return sums.unlike(part);
  }

  /** Rows that move what is compared notably unlike. */
  public int notable(Metric metric, double slope) {
    return paired(metric, metric.averaged() == null ? 1 : slope).notable(part);
  }

  /** The most that a row moves an average. */
  double largest(Metric metric) {
    int place = sums.frame().metrics().indexOf(metric.name());
    AverageSums average = Objects.requireNonNull(sums.average(place, model));
    return average.farthest(part) * scale(metric, average.mean(part));
  }

  /** How an average's influence becomes that of a root of it. */
  private static double scale(Metric metric, double mean) {
    return !metric.isRoot() ? 1 : mean == 0 ? 0 : 1 / (2 * Math.sqrt(mean));
  }
}
