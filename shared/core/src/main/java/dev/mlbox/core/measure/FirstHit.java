package dev.mlbox.core.measure;

/**
 * One over the rank of the first relevant row (reciprocal rank), which ranks behind all that score
 * like it; 0 when there is none among the first k.
 */
record FirstHit(int k) implements QueryMean.QueryValue {

  @Override
  public double[] of(Ranked ranked, Units queries) {
    double[] values = new double[ranked.queries()];
    for (int query = 0; query < values.length; query++) {
      int place = ranked.starts()[query];
      int end = ranked.starts()[query + 1];
      while (place < end && !(ranked.relevance()[place] > 0)) {
        place++;
      }
      if (place < end) {
        int rank = ranked.endOfTies(place, query) - ranked.starts()[query];
        values[query] = rank <= k ? 1.0 / rank : 0;
      }
    }
    return values;
  }

  @Override
  public boolean needsGain() {
    return false;
  }
}
