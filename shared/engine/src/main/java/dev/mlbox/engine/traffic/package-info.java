/** Rows sent as requests at a steady rate, and what became of them. */
@NullMarked
package dev.mlbox.engine.traffic;

import org.jspecify.annotations.NullMarked;
