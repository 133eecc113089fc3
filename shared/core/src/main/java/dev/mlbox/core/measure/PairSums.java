package dev.mlbox.core.measure;

import dev.mlbox.core.stats.MomentSums;
import dev.mlbox.core.stats.Moments;
import dev.mlbox.core.stats.PairedPlacements;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** What rows say of the difference of two models by one metric, in sums, by parts. */
public final class PairSums implements Serializable {
  private static final long serialVersionUID = 1;

  private final PairedPlacements[] areas;
  private final MomentSums moved;
  private final int[] notable;

  /** None yet. */
  public PairSums(int parts) {
    this.areas = new PairedPlacements[parts];
    Arrays.setAll(areas, any -> new PairedPlacements());
    this.moved = new MomentSums(parts, 0);
    this.notable = new int[parts];
  }

  /**
   * Adds rows.
   *
   * @param models what both answered
   * @param part of each row; −1 for none
   */
  public void add(PairDemand demand, List<Answers> models, int[] part) {
    Metric metric = Metrics.named(demand.metric()).orElseThrow();
    MeanFormula formula = metric.averaged();
    for (int row = 0; formula != null && row < part.length; row++) {
      int at = part[row];
      if (at >= 0) {
        double one = moved(demand, 0, at, formula.of(models.get(0), row));
        double two = moved(demand, 1, at, formula.of(models.get(1), row));
        moved.add(at, metric.direction().gain(one - demand.slope() * two));
        notable[at] += Math.abs(one - two) > demand.notable()[at] ? 1 : 0;
      }
    }
  }

  private static double moved(PairDemand demand, int model, int part, double value) {
    return (value - demand.centres()[model][part]) * demand.scales()[model][part];
  }

  /** Adds rows to what is known of areas. */
  public void add(PairDemand demand, List<Answers> models, int[] part, Rankings rankings) {
    Ranking[] first = rankings.of(0);
    Ranking[] second = rankings.of(1);
    double[] ofFirst = models.get(0).positiveScores();
    double[] ofSecond = models.get(1).positiveScores();
    for (int row = 0; row < part.length; row++) {
      int at = part[row];
      if (at >= 0) {
        boolean positive = models.get(0).truth().isPositive(row);
        long one = first[at].twice(positive, ofFirst[row]);
        long two = second[at].twice(positive, ofSecond[row]);
        areas[at].add(positive, one, two);
        double apart = first[at].influence(positive, one) - second[at].influence(positive, two);
        notable[at] += Math.abs(apart) > demand.notable()[at] ? 1 : 0;
      }
    }
  }

  /** Adds the sums of other rows. */
  public PairSums add(PairSums other) {
    for (int part = 0; part < areas.length; part++) {
      areas[part].add(other.areas[part]);
      notable[part] += other.notable[part];
    }
    moved.add(other.moved);
    return this;
  }

  /** Of the areas of a part. */
  public PairedPlacements areas(int part) {
    return areas[part];
  }

  /** How the difference of averages spreads over the rows of a part. */
  public Moments moved(int part) {
    return moved.moments().get(part);
  }

  /** Rows of a part that are notably unlike. */
  public int notable(int part) {
    return notable[part];
  }
}
