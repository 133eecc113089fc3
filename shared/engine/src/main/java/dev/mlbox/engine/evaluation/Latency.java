package dev.mlbox.engine.evaluation;

import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long single rows take. Several models take turns on the same rows, so that whatever else the
 * machine does slows all of them alike.
 */
final class Latency {
  static final int ROWS = 500;
  private static final int WARM_UP = 50;
  private static final int FEWEST = 20;
  private static final long LONGEST_NANOS = 3_000_000_000L;
  private static final double NANOS_PER_MILLI = 1e6;

  private final LongSupplier nanos;

  Latency(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** A model, and the rows as it wants them. */
  record Timed(Predictor predictor, Table rows) {}

  /** predict_ms_p50 and predict_ms_p99 of each model, in their order. */
  List<Map<String, Double>> of(List<Timed> models) {
    List<Map<String, Double>> figures = new ArrayList<>();
    if (models.isEmpty()) {
      return figures;
    }
    int rows = Math.min(ROWS, models.get(0).rows().rows());
    long began = nanos.getAsLong();
    int warm = Math.min(WARM_UP, rows);
    for (int i = 0; i < warm; i++) {
      for (Timed model : models) {
        time(model, i);
      }
      if (i >= FEWEST / 2 && nanos.getAsLong() - began > LONGEST_NANOS / 10) {
        warm = i + 1;
      }
    }
    // A slow model is timed on fewer rows rather than for minutes.
    long each = (nanos.getAsLong() - began) / Math.max(1, warm);
    rows = (int) Math.min(rows, Math.max(FEWEST, LONGEST_NANOS / Math.max(1, each)));
    rows = Math.min(rows, models.get(0).rows().rows());
    long[][] times = new long[models.size()][rows];
    for (int row = 0; row < rows; row++) {
      for (int turn = 0; turn < models.size(); turn++) {
        int model = (row + turn) % models.size();
        times[model][row] = time(models.get(model), row);
      }
    }
    for (long[] time : times) {
      Arrays.sort(time);
      figures.add(
          Map.of("predict_ms_p50", quantile(time, 0.5), "predict_ms_p99", quantile(time, 0.99)));
    }
    return figures;
  }

  private long time(Timed model, int row) {
    Table one = model.rows().slice(row, row + 1);
    long start = nanos.getAsLong();
    model.predictor().predict(one);
    return nanos.getAsLong() - start;
  }

  /** The smallest time that is at least as long as the share of them. */
  private static double quantile(long[] ascending, double share) {
    int rank = (int) Math.ceil(share * ascending.length);
    return ascending[rank - 1] / NANOS_PER_MILLI;
  }
}
