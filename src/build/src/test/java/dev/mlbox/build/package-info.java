/** Holds the code to the drawing of its packages. */
@NullMarked
package dev.mlbox.build;

import org.jspecify.annotations.NullMarked;
