/** Keeps the temporary folder free of what drivers unpack there. */
@NullMarked
package dev.mlbox.runtime.natives;

import org.jspecify.annotations.NullMarked;
