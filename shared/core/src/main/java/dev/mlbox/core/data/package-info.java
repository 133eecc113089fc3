/** What the rows themselves are like, before any model is asked about them. */
@NullMarked
package dev.mlbox.core.data;

import org.jspecify.annotations.NullMarked;
