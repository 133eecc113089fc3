package dev.mlbox.core.measure;

/**
 * Normalised discounted cumulative gain of the first k places (Järvelin and Kekäläinen, 2002, ACM
 * Transactions on Information Systems 20:422), the gain being the relevance itself; rows of equal
 * score share their places (McSherry and Najork, 2008), as in scikit-learn. 0 for a query without
 * relevant rows.
 */
record Gain(int k) implements QueryMean.QueryValue {

  @Override
  public double[] of(Ranked ranked, Units queries) {
    Ranked ideal = ranked.ideal(queries);
    double[] discounts = discounts(ranked);
    double[] values = new double[ranked.queries()];
    for (int query = 0; query < values.length; query++) {
      double best = sum(ideal, query, discounts);
      values[query] = best == 0 ? 0 : sum(ranked, query, discounts) / best;
    }
    return values;
  }

  /** Sums of 1/log₂(1 + rank) over the first places; none is added beyond k. */
  private double[] discounts(Ranked ranked) {
    int longest = 0;
    for (int query = 0; query < ranked.queries(); query++) {
      longest = Math.max(longest, ranked.starts()[query + 1] - ranked.starts()[query]);
    }
    double[] sums = new double[longest + 1];
    for (int place = 0; place < longest; place++) {
      sums[place + 1] = sums[place] + (place < k ? Math.log(2) / Math.log(place + 2.0) : 0);
    }
    return sums;
  }

  private static double sum(Ranked ranked, int query, double[] discounts) {
    int start = ranked.starts()[query];
    double gain = 0;
    int to;
    for (int from = start; from < ranked.starts()[query + 1]; from = to) {
      to = ranked.endOfTies(from, query);
      double relevance = 0;
      for (int place = from; place < to; place++) {
        relevance += ranked.relevance()[place];
      }
      gain += relevance / (to - from) * (discounts[to - start] - discounts[from - start]);
    }
    return gain;
  }

  @Override
  public boolean needsGain() {
    return true;
  }
}
