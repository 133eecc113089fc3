/** Tests against real models. */
@NullMarked
package dev.mlbox.runtime;

import org.jspecify.annotations.NullMarked;
