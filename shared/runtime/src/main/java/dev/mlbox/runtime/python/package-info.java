/** Models as Python functions, each in a long-lived worker process. */
@NullMarked
package dev.mlbox.runtime.python;

import org.jspecify.annotations.NullMarked;
