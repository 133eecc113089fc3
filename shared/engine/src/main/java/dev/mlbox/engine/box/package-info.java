/** The folder and the class path that a box is started from. */
@NullMarked
package dev.mlbox.engine.box;

import org.jspecify.annotations.NullMarked;
