/** How long a rollout would take at a given traffic, and what it could see. */
@NullMarked
package dev.mlbox.core.foresight;

import org.jspecify.annotations.NullMarked;
