/** Asks models about rows, measures the answers and judges the gates. */
@NullMarked
package dev.mlbox.engine.evaluation;

import org.jspecify.annotations.NullMarked;
