/** Packs a box into an image and pushes it; no Docker daemon, the same bytes for the same box. */
@NullMarked
package dev.mlbox.engine.image;

import org.jspecify.annotations.NullMarked;
