/** Tests of package python. */
@NullMarked
package dev.mlbox.runtime.python;

import org.jspecify.annotations.NullMarked;
