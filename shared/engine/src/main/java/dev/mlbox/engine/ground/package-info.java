/** Where models are served: what the local machine and a cluster have in common. */
@NullMarked
package dev.mlbox.engine.ground;

import org.jspecify.annotations.NullMarked;
