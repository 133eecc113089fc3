/** Rows that do not fit in memory: arrays that lie in a file. */
@NullMarked
package dev.mlbox.engine.spill;

import org.jspecify.annotations.NullMarked;
