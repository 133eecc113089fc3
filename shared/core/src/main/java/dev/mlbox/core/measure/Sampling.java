package dev.mlbox.core.measure;

/**
 * What the rows stand for: which belong together, how much each counts, and which were ranked
 * against each other.
 *
 * @param units which depend on each other
 * @param weights how much each counts
 * @param queries which answer one question; {@link Units#ROWS} where that is not known
 */
record Sampling(Units units, RowWeights weights, Units queries) {
  /** Each row by itself, all alike. */
  static final Sampling PLAIN = new Sampling(Units.ROWS, RowWeights.EVEN, Units.ROWS);

  Sampling in(Units dependent) {
    return new Sampling(dependent, weights, queries);
  }

  Sampling weighted(RowWeights differently) {
    return new Sampling(units, differently, queries);
  }

  Sampling ranked(Units within) {
    return new Sampling(units, weights, within);
  }

  Sampling at(int[] rows) {
    return new Sampling(units.at(rows), weights.at(rows), queries.at(rows));
  }
}
