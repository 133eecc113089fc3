package dev.mlbox.core.measure;

import java.util.function.IntPredicate;

/**
 * A metric that is the share of some rows in others; two such shares of the same rows are compared
 * by exact methods.
 *
 * @param counts whether a row is among the others; depends on the truth alone
 * @param right whether a row is among the some
 */
public record Proportion(IntPredicate counts, IntPredicate right) {}
