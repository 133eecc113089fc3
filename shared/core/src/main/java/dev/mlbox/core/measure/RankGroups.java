package dev.mlbox.core.measure;

/** Rows in the order of their scores, those with one score together. */
interface RankGroups {
  /** Goes back before the lowest score. */
  void begin();

  /** Goes on to the next score; false when there is none. */
  boolean next();

  /** Rows of the positive class that have it. */
  long positives();

  /** The other rows that have it. */
  long others();
}
