/** Measurements → verdict with a reason; pure. */
@NullMarked
package dev.mlbox.core.gate;

import org.jspecify.annotations.NullMarked;
