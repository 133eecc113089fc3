/** Recorded rollouts, read back. */
@NullMarked
package dev.mlbox.engine.hindsight;

import org.jspecify.annotations.NullMarked;
