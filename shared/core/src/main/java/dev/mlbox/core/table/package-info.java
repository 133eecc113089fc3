/** Rows as columns of primitives: what a model is asked, and what data holds. */
@NullMarked
package dev.mlbox.core.table;

import org.jspecify.annotations.NullMarked;
