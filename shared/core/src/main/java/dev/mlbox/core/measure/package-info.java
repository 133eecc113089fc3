/** What was measured, and against what. */
@NullMarked
package dev.mlbox.core.measure;

import org.jspecify.annotations.NullMarked;
