package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.PostStratified;
import dev.mlbox.core.stats.Stratum;
import java.util.ArrayList;
import java.util.List;

/**
 * How a number on the live mix scatters: by the influence of the rows within each of its slices.
 *
 * @param mix of the requests
 * @param cells slices, thin ones of like weight together, with what each leaves open
 * @param requests what their number leaves open of the mix
 * @param unknown by how much requests without rows may move the number
 */
public record LiveSpread(LiveMix mix, List<Cell> cells, Stratum requests, Interval unknown) {

  public LiveSpread {
    cells = List.copyOf(cells);
  }

  /**
   * Slices that are looked at as one.
   *
   * @param slices one, or several thin ones; the one of most requests first
   * @param rows of them
   * @param stratum what they leave open
   */
  public record Cell(List<String> slices, long rows, Stratum stratum) {
    public Cell {
      slices = List.copyOf(slices);
    }
  }

  /** Of a metric of one model's answers, weighed as the mix says. */
  static LiveSpread of(LiveMix mix, Metric metric, Answers mixed) {
    return of(mix, metric, mixed, metric.value(mixed));
  }

  /**
   * The same, where the value is known.
   *
   * @param value of the metric
   */
  public static LiveSpread of(LiveMix mix, Metric metric, Answers mixed, double value) {
    LiveCells cells = LiveCells.of(mix, metric, mixed, metric.influence(mixed));
    double most = cells.most(Math.abs(value));
    double down = Double.isInfinite(metric.least()) ? most : value - metric.least();
    double up = Double.isInfinite(metric.most()) ? most : metric.most() - value;
    boolean share = metric.proportionOfKinds(mixed).isPresent();
    return new LiveSpread(
        mix, cells.of(most, share), cells.requests(mix, most), unknown(mix, down, up));
  }

  /**
   * Of a gain of one model over another.
   *
   * @param gain candidate less baseline, the more the better
   * @param influence of the gain, one a row
   * @param baseline its answers, weighed as the mix says
   */
  public static LiveSpread ofGain(
      LiveMix mix,
      Metric metric,
      Answers candidate,
      Answers baseline,
      double gain,
      double[] influence) {
    LiveCells cells = LiveCells.of(mix, metric, candidate, influence);
    LiveCells first = LiveCells.of(mix, metric, candidate, metric.influence(candidate));
    LiveCells second = LiveCells.of(mix, metric, baseline, metric.influence(baseline));
    double value = Math.max(Math.abs(metric.value(candidate)), Math.abs(metric.value(baseline)));
    double most = Math.max(cells.most(0), Math.max(first.most(value), second.most(value)));
    double span = metric.most() - metric.least();
    double furthest = Double.isInfinite(span) ? most : span;
    return new LiveSpread(
        mix,
        cells.of(most, false),
        cells.requests(mix, most),
        unknown(mix, Math.max(0, furthest + gain), Math.max(0, furthest - gain)));
  }

  private static Interval unknown(LiveMix mix, double down, double up) {
    return new Interval(-mix.uncovered() * down, mix.uncovered() * up);
  }

  /** Around an estimate. */
  public PostStratified estimate(double estimate) {
    List<Stratum> strata = new ArrayList<>(cells.stream().map(Cell::stratum).toList());
    strata.add(requests);
    return new PostStratified(estimate, strata, unknown);
  }
}
