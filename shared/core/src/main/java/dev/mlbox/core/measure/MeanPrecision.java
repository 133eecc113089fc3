package dev.mlbox.core.measure;

/**
 * Average precision of a query: for each relevant row, the share of relevant ones among those that
 * score at least as high; rows that rank below k count 0, and no more than k rows are expected. A
 * row ranks behind all that score like it. 0 for a query without relevant rows.
 */
record MeanPrecision(int k) implements QueryMean.QueryValue {

  @Override
  public double[] of(Ranked ranked, Units queries) {
    double[] values = new double[ranked.queries()];
    for (int query = 0; query < values.length; query++) {
      int start = ranked.starts()[query];
      int relevant = 0;
      double precisions = 0;
      int to;
      for (int from = start; from < ranked.starts()[query + 1]; from = to) {
        to = ranked.endOfTies(from, query);
        int tied = 0;
        for (int place = from; place < to; place++) {
          tied += ranked.relevance()[place] > 0 ? 1 : 0;
        }
        relevant += tied;
        int rank = to - start;
        precisions += rank <= k ? (double) tied * relevant / rank : 0;
      }
      values[query] = relevant == 0 ? 0 : precisions / Math.min(k, relevant);
    }
    return values;
  }

  @Override
  public boolean needsGain() {
    return false;
  }
}
