/** The facade: what a front calls. */
@NullMarked
package dev.mlbox.engine;

import org.jspecify.annotations.NullMarked;
