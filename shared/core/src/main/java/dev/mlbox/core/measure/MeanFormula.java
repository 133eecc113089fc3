package dev.mlbox.core.measure;

import dev.mlbox.core.stats.MomentSums;
import dev.mlbox.core.stats.Moments;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The average over the rows of something that each row has by itself. */
final class MeanFormula implements Formula {
  /** So many rows tell about where the mean is. */
  private static final int SOME = 1_000;

  private final RowValue each;
  private final @Nullable Demand demand;
  private final Summary<Moments> moments = this::moments;

  MeanFormula(RowValue each) {
    this(each, null);
  }

  /**
   * @param demand what it takes for each row to have such a value; null for nothing
   */
  MeanFormula(RowValue each, @Nullable Demand demand) {
    this.each = each;
    this.demand = demand;
  }

  @Override
  public double value(Answers answers, Weights weights) {
    double sum = 0;
    double total = 0;
    for (int row = 0; row < answers.rows(); row++) {
      double weight = weights.of(row);
      sum += weight * each.of(answers, row);
      total += weight;
    }
    return sum / total;
  }

  /** One pass for all parts; where some parts make up all rows, these need none of their own. */
  private List<Moments> moments(Answers answers, Parts parts) {
    MomentSums sums = new MomentSums(parts.count(), near(answers));
    for (int row = 0; row < parts.rows(); row++) {
      double value = each.of(answers, row);
      if (!parts.makeUpAll()) {
        sums.add(0, value);
      }
      for (short[] cut : parts.cuts()) {
        if (cut[row] >= 0) {
          sums.add(cut[row], value);
        }
      }
    }
    for (int part = parts.firstOfAll(); part < parts.lastOfAll(); part++) {
      sums.addPart(part, 0);
    }
    return sums.moments();
  }

  /** A number near the mean, by the first rows. */
  double near(Answers answers) {
    int some = Math.min(SOME, answers.rows());
    double sum = 0;
    for (int row = 0; row < some; row++) {
      sum += each.of(answers, row) / some;
    }
    return Double.isFinite(sum) ? sum : 0;
  }

  @Override
  public Optional<Moments> moments(Answers answers) {
    return answers.isPlain() ? Optional.of(answers.summed(moments)) : Optional.empty();
  }

  @Override
  public double[] influence(Answers answers) {
    return estimate(answers).influence();
  }

  @Override
  public Estimate estimate(Answers answers) {
    double[] values = new double[answers.rows()];
    double sum = 0;
    for (int row = 0; row < values.length; row++) {
      values[row] = each.of(answers, row);
      sum += answers.weight(row) * values[row];
    }
    double total = answers.truth().totalWeight();
    double mean = sum / total;
    double scale = values.length / total;
    for (int row = 0; row < values.length; row++) {
      values[row] = scale * answers.weight(row) * (values[row] - mean);
    }
    return new Estimate(mean, values);
  }

  double of(Answers answers, int row) {
    return each.of(answers, row);
  }

  Summary<Moments> summary() {
    return moments;
  }

  /** A demand on each row is none that sums tell of. */
  @Override
  public boolean isSummed(Task task) {
    return demand == null;
  }

  @Override
  public boolean restsOnInfluence() {
    return true;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    return demand == null ? Optional.empty() : demand.unmet(answers);
  }
}
