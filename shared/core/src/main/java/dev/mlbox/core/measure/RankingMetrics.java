package dev.mlbox.core.measure;

import java.util.List;
import java.util.Set;

/** Metrics of rows that are ranked against each other within a query. */
final class RankingMetrics {
  private static final int ALL = Integer.MAX_VALUE;
  private static final Kind KIND =
      new Kind(Direction.HIGHER, Basis.ORDER, Range.SHARE, Set.of(Task.BINARY, Task.REGRESSION));

  private RankingMetrics() {}

  static List<Metric> all() {
    return List.of(
        metric("ndcg", new Gain(ALL)),
        metric("map", new MeanPrecision(ALL)),
        metric("mrr", new FirstHit(ALL)));
  }

  static List<MetricFamily> families() {
    return List.of(
        MetricFamily.byCount("ndcg", (name, k) -> metric(name, new Gain(k))),
        MetricFamily.byCount("map", (name, k) -> metric(name, new MeanPrecision(k))),
        MetricFamily.byCount("mrr", (name, k) -> metric(name, new FirstHit(k))));
  }

  private static Metric metric(String name, QueryMean.QueryValue value) {
    return new Metric(name, KIND, new QueryMean(value));
  }
}
