/** Tells people elsewhere how a rollout ended; never in its way. */
@NullMarked
package dev.mlbox.engine.notify;

import org.jspecify.annotations.NullMarked;
