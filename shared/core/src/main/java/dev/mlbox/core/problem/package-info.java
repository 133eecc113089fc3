/** How anything says it went wrong. */
@NullMarked
package dev.mlbox.core.problem;

import org.jspecify.annotations.NullMarked;
