package dev.mlbox.core.measure;

/**
 * A metric of some rows.
 *
 * @param value what it is
 * @param influence ℓ of each row
 */
record Estimate(double value, double[] influence) {}
