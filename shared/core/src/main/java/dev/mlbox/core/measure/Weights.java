package dev.mlbox.core.measure;

/** How much each row counts: draws of a bootstrap, or weights that a user gives. */
@FunctionalInterface
public interface Weights {
  /** Every row once. */
  Weights EVEN = row -> 1;

  /** Not negative. */
  double of(int row);
}
