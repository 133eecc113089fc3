/** The box: one process that serves one model, splits traffic with a canary, and covers for it. */
@NullMarked
package dev.mlbox.serving;

import org.jspecify.annotations.NullMarked;
