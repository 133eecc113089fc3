/** How a rollout stands at a moment, and how much is left of it. */
@NullMarked
package dev.mlbox.core.outlook;

import org.jspecify.annotations.NullMarked;
