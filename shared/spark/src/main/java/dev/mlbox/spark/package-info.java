/**
 * Spark: reads rows and asks models in its executors, on behalf of a check that waits for the
 * answers.
 */
@NullMarked
package dev.mlbox.spark;

import org.jspecify.annotations.NullMarked;
