/** Asks the boxes of one version directly. */
@NullMarked
package dev.mlbox.engine.probe;

import org.jspecify.annotations.NullMarked;
