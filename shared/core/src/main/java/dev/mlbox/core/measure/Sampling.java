package dev.mlbox.core.measure;

/**
 * What the rows stand for: which belong together, and how much each counts.
 *
 * @param units which belong together
 * @param weights how much each counts
 */
record Sampling(Units units, RowWeights weights) {
  /** Each row by itself, all alike. */
  static final Sampling PLAIN = new Sampling(Units.ROWS, RowWeights.EVEN);

  Sampling in(Units dependent) {
    return new Sampling(dependent, weights);
  }

  Sampling weighted(RowWeights differently) {
    return new Sampling(units, differently);
  }

  Sampling at(int[] rows) {
    return new Sampling(units.at(rows), weights.at(rows));
  }
}
