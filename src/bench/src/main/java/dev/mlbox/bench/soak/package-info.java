/**
 * A day of rollouts in a minute, and a box that sees hundreds of canaries: what memory they keep.
 */
@NullMarked
package dev.mlbox.bench.soak;

import org.jspecify.annotations.NullMarked;
