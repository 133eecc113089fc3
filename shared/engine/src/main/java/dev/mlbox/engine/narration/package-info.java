/** Events in words, the same in every front. */
@NullMarked
package dev.mlbox.engine.narration;

import org.jspecify.annotations.NullMarked;
