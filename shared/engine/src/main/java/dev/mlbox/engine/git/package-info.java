/** What git knows: where a model comes from, and the evaluations kept for later. */
@NullMarked
package dev.mlbox.engine.git;

import org.jspecify.annotations.NullMarked;
