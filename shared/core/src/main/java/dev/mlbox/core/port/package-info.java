/** Every effect that mlbox has on the world, as small interfaces. */
@NullMarked
package dev.mlbox.core.port;

import org.jspecify.annotations.NullMarked;
