/**
 * Drawings as inline SVG that fill whatever width they are given, their text staying as large as it
 * is.
 */
@NullMarked
package dev.mlbox.engine.report.plot;

import org.jspecify.annotations.NullMarked;
