/** Drives a rollout from inside the cluster, where the engine is part of the box's image. */
@NullMarked
package dev.mlbox.engine.pilot;

import org.jspecify.annotations.NullMarked;
